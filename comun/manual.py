"""El manual: qué tarea explica cada pantalla, y la lectura de sus páginas, escritas en Markdown en docs/manual."""

import struct
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

CARPETA = settings.BASE_DIR / "docs" / "manual"
MARKDOWN = MarkdownIt("commonmark", {"html": False})


class Tarea(NamedTuple):
    """Una página del manual: el nombre de su archivo y los nombres de las pantallas que explica."""

    clave: str
    pantallas: tuple[str, ...]

    @property
    def url(self):
        return reverse("manual_tarea", args=[self.clave])


class Pagina(NamedTuple):
    """Lo que se muestra de una tarea: su título, la frase que la presenta y el resto, ya en HTML."""

    titulo: str
    bajada: str
    cuerpo: str


TAREAS = (
    Tarea(
        "entrar",
        (
            "account_login",
            "account_logout",
            "account_change_password",
            "account_set_password",
            "account_reset_password",
            "account_reset_password_done",
            "account_reset_password_from_key",
            "account_reset_password_from_key_done",
            "account_reauthenticate",
            "mfa_index",
            "mfa_authenticate",
            "mfa_reauthenticate",
            "mfa_activate_totp",
            "mfa_deactivate_totp",
            "mfa_view_recovery_codes",
            "mfa_generate_recovery_codes",
        ),
    ),
    Tarea(
        "mesa-e-integrantes",
        (
            "mesas_lista",
            "mesa_detalle",
            "mesa_crear",
            "mesa_editar",
            "mesa_fase",
            "instancia_crear",
            "instancia_editar",
            "instancia_retirar",
            "integrantes_editar",
            "documento_crear",
            "documento_editar",
            "diagnostico_crear",
            "diagnostico_editar",
            "diagnostico_validar",
            "ejes_editar",
            "actividad_crear",
            "actividad_editar",
            "actividad_estado",
        ),
    ),
    Tarea("pegar-desde-excel", ("integrantes_pegar",)),
    Tarea(
        "convocar-una-sesion",
        (
            "sesion_preparar",
            "sesion_datos",
            "sesion_tabla",
            "sesion_convocar",
            "sesion_cambiar",
            "sesion_convocado",
            "convocatoria_responder",
        ),
    ),
    Tarea(
        "registrar-una-sesion",
        ("sesion_crear", "sesion_editar", "asistencia_pegar", "sesion_hoja"),
    ),
    Tarea("aprobar-el-acta", ("sesion_acta", "acta_aprobar", "acta_rectificar", "acta_verificar")),
    Tarea("planillas", ("planilla", "planilla_revisar")),
    Tarea(
        "territorios-y-actores",
        (
            "territorios_lista",
            "territorio_detalle",
            "territorio_crear",
            "territorio_editar",
            "definicion_crear",
            "definicion_editar",
            "direcciones_lista",
            "actores_lista",
            "actor_detalle",
            "actor_crear",
            "actor_editar",
            "actor_retirar",
            "actor_reponer",
            "actor_vinculos",
            "persona_crear",
            "persona_editar",
        ),
    ),
    Tarea(
        "proyecto-y-gastos",
        (
            "proyectos_lista",
            "proyecto_detalle",
            "proyecto_crear",
            "proyecto_editar",
            "proyecto_editar_parte",
            "proyecto_gastos",
            "proyecto_fuentes",
            "proyecto_indicadores",
        ),
    ),
    Tarea("escribir-el-informe", ("informe_crear", "informe_escribir", "informe_escribir_seccion")),
    Tarea(
        "revisar-y-emitir",
        (
            "informe_anual_enviar",
            "informe_anual_retomar",
            "informe_anual_observar",
            "informe_anual_comentar",
            "informe_anual_resolver",
            "informe_anual_emitir",
            "informe_anual_corregir",
            "informe_anual_comparar",
        ),
    ),
    Tarea(
        "ver-y-descargar",
        (
            "inicio",
            "buscar",
            "tablero",
            "novedades",
            "informes_lista",
            "informe_anual",
            "informe_anual_cifra",
            "informe_anual_version",
            "informe_anual_version_cifra",
            "proyecto_indicadores_cifra",
            "cifra_declarada",
            "entregas_lista",
            "sesiones_lista",
            "sesion_detalle",
            "compromisos_lista",
            "compromiso_detalle",
            "historial",
            "eliminados_lista",
            "eliminar",
        ),
    ),
    Tarea(
        "administrar-usuarios",
        (
            "usuarios_lista",
            "usuario_detalle",
            "usuario_trasladar",
            "usuario_traspasar",
            "usuario_acceso",
            "usuario_quitar_segundo_factor",
        ),
    ),
)


def url_de_ayuda(pantalla):
    """La dirección de la tarea que explica esa pantalla; la del índice si ninguna lo hace."""
    return next((tarea.url for tarea in TAREAS if pantalla in tarea.pantallas), reverse("manual"))


@cache
def leer(clave):
    """La página de una tarea. Empieza con su título y la frase que la presenta."""
    simbolos = MARKDOWN.parse((CARPETA / f"{clave}.md").read_text())
    titulo, bajada, resto = simbolos[1].content, simbolos[4].content, simbolos[6:]
    for simbolo in resto:
        for hijo in simbolo.children or ():
            _al_sitio(hijo)
    return Pagina(titulo, bajada, mark_safe(MARKDOWN.renderer.render(resto, MARKDOWN.options, {})))


def _al_sitio(simbolo):
    """Lo que en el repositorio apunta a un archivo, en el sitio apunta a su dirección."""
    if simbolo.type == "image":
        ancho, alto = medidas(CARPETA / simbolo.attrs["src"])
        publica = static(simbolo.attrs["src"].replace("imagenes/", "manual/"))
        simbolo.attrs |= {"src": publica, "width": ancho, "height": alto, "loading": "lazy"}
    elif simbolo.type == "link_open":
        simbolo.attrs["href"] = reverse("manual_tarea", args=[simbolo.attrs["href"].removesuffix(".md")])


def medidas(imagen):
    """Ancho y alto de un PNG, que están al comienzo del archivo."""
    with imagen.open("rb") as archivo:
        return struct.unpack(">II", archivo.read(24)[16:])
