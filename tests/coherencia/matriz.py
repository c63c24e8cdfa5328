"""Qué responde cada dirección a cada quien. Toda dirección del sitio tiene aquí su fila, o la prueba falla.

Los estados van en el orden de ROLES; sin sesión no se escribe, porque se sabe: 302 al ingreso, o lo mismo que
responde una ruta pública (`sin_sesion`). `objeto` recibe el elenco (valparaiso, maule, encargada…), crea lo que la
dirección necesita —de Valparaíso, que `ajena` no debe ver— y devuelve sus argumentos.
"""

from collections.abc import Callable
from dataclasses import dataclass

from comun.borrado import eliminar
from informes.models import InformeAnual, Producto, Proyecto
from mesas.models import Mesa
from tests.coherencia import envios_de_planillas as p
from tests.coherencia import envios_del_directorio as d
from tests.coherencia.escritura import SUYA, TODOS_302, Escritura
from tests.coherencia.matriz_convocatoria import CONVOCATORIA
from tests.coherencia.matriz_mesas import EDICION_DE_MESAS
from tests.fabricas.actores import CLAVE, ActorFactory, UsuarioFactory
from tests.fabricas.comun import CifraDeclaradaFactory
from tests.fabricas.emision import informe_emitido, informe_enviado, observacion
from tests.fabricas.informes import (
    IndicadorFactory,
    InformeAnualFactory,
    ItemPresupuestarioFactory,
    ProductoFactory,
    ProyectoFactory,
)
from tests.fabricas.mesas import EjeFactory, MesaFactory
from tests.fabricas.sesiones import CompromisoFactory, SesionFactory
from tests.fabricas.territorios import TerritorioFactory

ROLES = ("encargada", "lectora", "ajena", "nacional", "observadora", "administradora")
TODOS_200 = "200 200 200 200 200 200"
SUYOS_200 = "200 200 404 200 200 200"  # de Valparaíso, y compartido con la observadora
PERSONAL_200 = "200 200 200 200 403 200"  # directorio común: todos menos quien sólo observa

SOLO_ADMINISTRA = "404 404 404 404 404 200"
SOLO_ADMINISTRA_ENVIA = "404 404 404 404 404 302"
NO_EXISTE = "404 404 404 404 404 404"
# Un paso de un informe de Valparaíso: la observadora y quien administra lo ven, pero no lo dan.
QUIEN_ESCRIBE = "200 403 404 403 403 403"
QUIEN_REVISA = "403 403 404 200 403 403"
ESCRIBE_O_REVISA = "200 403 404 200 403 403"
ESCRIBE_302, REVISA_302 = QUIEN_ESCRIBE.replace("200", "302"), QUIEN_REVISA.replace("200", "302")
ESCRIBE_O_REVISA_302 = ESCRIBE_O_REVISA.replace("200", "302")

SUYA_200 = SUYA.replace("302", "200")
DE_VALPARAISO = "200 200 404 200 404 200"  # un objeto de esa región que no se le dio a la observadora


@dataclass(frozen=True)
class Ruta:
    """Una fila: estados por rol, cómo crear su objeto y qué métodos admite (el primero es el que se prueba).

    Si admite POST, `post` dice qué se envía y qué responde a cada rol (tests/coherencia/escritura.py).
    """

    estados: str
    objeto: Callable | None = None
    metodos: tuple[str, ...] = ("GET",)
    sin_sesion: int = 302
    post: Escritura | None = None
    publica: bool = False  # pública aunque sin sesión también responda 302

    def esperado(self, rol):
        return int(self.estados.split()[ROLES.index(rol)])


GET_Y_POST = ("GET", "POST")
SOLO_POST = ("POST",)


def clave_inventada(elenco):
    return {"uidb36": "1", "key": "clave-inventada"}


def territorio(elenco):
    return {"codigo": TerritorioFactory().codigo}


def codigo_de_un_actor(elenco):
    return {"codigo": ActorFactory().codigo}


def codigo_de_una_mesa(elenco):
    return {"codigo": MesaFactory(direcciones=[elenco.valparaiso]).codigo}


def codigo_de_una_sesion(elenco):
    return {"codigo": SesionFactory(direcciones=[elenco.valparaiso]).codigo}


def codigo_de_un_compromiso(elenco):
    return {"codigo": CompromisoFactory(direcciones=[elenco.valparaiso]).codigo}


def codigo_de_una_cifra(elenco):
    return {"codigo": CifraDeclaradaFactory(ambito=codigo_de_una_mesa(elenco)["codigo"]).codigo}


def proyecto(elenco):
    """De Valparaíso y dado a la observadora."""
    return {"codigo": _proyecto(elenco).codigo}


def informe(elenco):
    return {"codigo": InformeAnualFactory(proyecto=_proyecto(elenco)).codigo}


def enviado(elenco):
    """Enviado por la encargada, que es quien lo escribe."""
    return {"codigo": informe_enviado(_proyecto(elenco), por=elenco.encargada).codigo}


def emitido(elenco):
    return {"codigo": informe_emitido(_proyecto(elenco)).codigo}


def version_emitida(elenco):
    return {**emitido(elenco), "version": 1}


def observacion_abierta(elenco):
    return {"codigo": observacion(_proyecto(elenco)).codigo}


def un_motivo(elenco, codigo):
    return {"motivo": "Falta un monto"}


def un_comentario(elenco, codigo):
    return {"seccion": "I.A", "texto": "Falta un monto"}


def lo_leido(elenco, codigo):
    return {"leida": InformeAnual.objects.get(codigo=codigo).huella_viva()}


def seccion_de_informe(elenco):
    return {**informe(elenco), "nombre": "efecto"}


def texto_de_seccion(elenco, **argumentos):
    return {"texto": "Lo que logramos.", "version_leida": "0"}


def datos_de_proyecto(elenco, **argumentos):
    return {
        "titulo": "Redes del territorio",
        "atlas_project_id": "765432",
        "organismo": "Un organismo",
        "inicio": "2019-11-01",
        "fin": "2022-05-31",
        "moneda": "USD",
        "version_leida": "1",
        "envio": "5d8f1d0e-0f6b-4c53-9a55-000000000003",
    }


def parte_de_proyecto(elenco):
    return {**proyecto(elenco), "parte": "indicadores"}


def un_indicador(elenco, codigo, parte):
    return {
        "indicadores-TOTAL_FORMS": "1",
        "indicadores-INITIAL_FORMS": "0",
        "indicadores-0-envio": "5d8f1d0e-0f6b-4c53-9a55-000000000004",
        "indicadores-0-producto": ProductoFactory(proyecto=Proyecto.objects.get(codigo=codigo)).pk,
        "indicadores-0-codigo": "1.1",
        "indicadores-0-enunciado": "Redes creadas",
        "indicadores-0-acumulacion": "suma",
    }


def gastos_de_un_proyecto(elenco):
    creado = _proyecto(elenco)
    ProductoFactory(proyecto=creado, numero=1)
    return {"codigo": creado.codigo, "anio": 2020}


def gastos_escritos(elenco, **argumentos):
    return {
        "presupuesto-monto": "60.000,00",
        "presupuesto-envio": "5d8f1d0e-0f6b-4c53-9a55-000000000001",
        "gastos-TOTAL_FORMS": "1",
        "gastos-INITIAL_FORMS": "0",
        "gastos-0-envio": "5d8f1d0e-0f6b-4c53-9a55-000000000002",
        "gastos-0-producto": Producto.objects.get(numero=1).pk,
        "gastos-0-item": ItemPresupuestarioFactory().codigo,
        "gastos-0-monto": "1.234,56",
    }


def cifra_de_indicador(elenco):
    creado = _proyecto(elenco)
    IndicadorFactory(producto=ProductoFactory(proyecto=creado, numero=1), codigo="1.1")
    return {"codigo": creado.codigo, "clave": "logrado-producto-1-1.1"}


def _proyecto(elenco):
    return ProyectoFactory(direcciones=[elenco.valparaiso], observadores=[elenco.observadora])


def cambio_de_clave(elenco):
    nueva = "otra-clave-bien-larga"
    return {"oldpassword": CLAVE, "password1": nueva, "password2": nueva}


def una_cuenta(elenco):
    return {"usuario": elenco.lectora.username}


def con_motivo(elenco, usuario):
    return {"motivo": "Cambió de trabajo"}


def traslado(elenco, usuario):
    return {"rol": "editor_regional", "direcciones": [elenco.maule.codigo], "motivo": "Asume en Maule"}


def quien_lleva_una_mesa(elenco):
    MesaFactory(direcciones=[elenco.valparaiso], encargado=elenco.encargada)
    return {"usuario": elenco.encargada.username}


def un_traspaso(elenco, usuario):
    otra = UsuarioFactory(rol="editor_regional", direcciones=[elenco.valparaiso])
    return {"mesas": [Mesa.objects.get().codigo], "a": otra.username, "motivo": "Se va a otra región"}


NO_ESCRIBE = Escritura(TODOS_302, escribe=False)


def eje_eliminado(elenco):
    eje = EjeFactory(mesa=MesaFactory(direcciones=[elenco.valparaiso]))
    return {"numero": str(eliminar(eje, por=elenco.encargada, motivo="Repetido").pk)}


def mesa_por_eliminar(elenco):
    return {**codigo_de_una_mesa(elenco), "tipo": "mesa"}


def una_eliminacion(elenco, **argumentos):
    return {"motivo": "Se anotó dos veces", "version_leida": "1"}


CUENTAS = {
    "salud": Ruta(TODOS_200, sin_sesion=200),
    "salud_lista": Ruta(TODOS_200, sin_sesion=200),
    # Con la sesión abierta, el ingreso lleva al inicio.
    "account_login": Ruta("302 302 302 302 302 302", metodos=GET_Y_POST, sin_sesion=200, post=NO_ESCRIBE),
    "account_logout": Ruta(TODOS_200, metodos=GET_Y_POST, post=NO_ESCRIBE, publica=True),
    "account_change_password": Ruta(TODOS_200, metodos=GET_Y_POST, post=Escritura(TODOS_302, cambio_de_clave)),
    # Sólo para quien entró sin clave propia; quien ya tiene una va a cambiarla.
    "account_set_password": Ruta("302 302 302 302 302 302", metodos=GET_Y_POST, post=NO_ESCRIBE),
    "account_reset_password": Ruta(
        TODOS_200,
        metodos=GET_Y_POST,
        sin_sesion=200,
        post=Escritura(TODOS_302, lambda elenco: {"email": elenco.lectora.email}, escribe=False),
    ),
    "account_reset_password_done": Ruta(TODOS_200, sin_sesion=200),
    "account_reset_password_from_key": Ruta(
        TODOS_200, clave_inventada, GET_Y_POST, sin_sesion=200, post=Escritura(TODOS_200, escribe=False)
    ),
    "account_reset_password_from_key_done": Ruta(TODOS_200, sin_sesion=200),
    # Sin haber entrado hace un momento, las del segundo factor piden antes confirmar con la clave.
    "account_reauthenticate": Ruta(
        TODOS_200, metodos=GET_Y_POST, post=Escritura(TODOS_302, lambda elenco: {"password": CLAVE}, escribe=False)
    ),
    "mfa_index": Ruta(TODOS_200),
    "mfa_authenticate": Ruta(TODOS_302, metodos=GET_Y_POST, post=NO_ESCRIBE, publica=True),
    "mfa_reauthenticate": Ruta(TODOS_302, metodos=GET_Y_POST, post=NO_ESCRIBE),
    "mfa_activate_totp": Ruta(TODOS_302, metodos=GET_Y_POST, post=NO_ESCRIBE),
    "mfa_deactivate_totp": Ruta(NO_EXISTE, metodos=GET_Y_POST, post=Escritura(NO_EXISTE)),
    "mfa_view_recovery_codes": Ruta(NO_EXISTE),
    "mfa_generate_recovery_codes": Ruta(TODOS_302, metodos=GET_Y_POST, post=NO_ESCRIBE),
    # Sólo existe en la demostración.
    "entrar_como": Ruta(NO_EXISTE, metodos=SOLO_POST, sin_sesion=404, post=Escritura(NO_EXISTE)),
    # Las cuentas, como el admin, sólo existen para quien administra.
    "usuarios_lista": Ruta(SOLO_ADMINISTRA),
    "usuario_detalle": Ruta(SOLO_ADMINISTRA, una_cuenta),
    "usuario_trasladar": Ruta(SOLO_ADMINISTRA, una_cuenta, GET_Y_POST, post=Escritura(SOLO_ADMINISTRA_ENVIA, traslado)),
    "usuario_traspasar": Ruta(
        SOLO_ADMINISTRA, quien_lleva_una_mesa, GET_Y_POST, post=Escritura(SOLO_ADMINISTRA_ENVIA, un_traspaso)
    ),
    "usuario_acceso": Ruta(SOLO_ADMINISTRA, una_cuenta, GET_Y_POST, post=Escritura(SOLO_ADMINISTRA_ENVIA, con_motivo)),
    "usuario_quitar_segundo_factor": Ruta(
        SOLO_ADMINISTRA, una_cuenta, GET_Y_POST, post=Escritura(SOLO_ADMINISTRA_ENVIA, con_motivo)
    ),
    # Entregar un enlace sólo deja huella en la bitácora.
    "usuario_enlace": Ruta(SOLO_ADMINISTRA, una_cuenta, SOLO_POST, post=Escritura(SOLO_ADMINISTRA, escribe=False)),
    # El ingreso propio del admin no existe: manda al del sitio.
    "admin_ingreso": Ruta("302 302 302 302 302 302"),
}
COMUN = {
    "buscar": Ruta(TODOS_200),
    "galeria": Ruta(PERSONAL_200),
    "dia_habil_json": Ruta(TODOS_200),
    "buscar_json": Ruta(PERSONAL_200, lambda elenco: {"tipo": "actor"}),
    "eliminar": Ruta(SUYA_200, mesa_por_eliminar, GET_Y_POST, post=Escritura(SUYA, una_eliminacion)),
    "eliminados_lista": Ruta("200 403 200 200 403 200"),
    "eliminado_deshacer": Ruta(SUYA, eje_eliminado, SOLO_POST, post=Escritura(SUYA)),
    "manual": Ruta(TODOS_200),
    "manual_tarea": Ruta(TODOS_200, lambda elenco: {"clave": "entrar"}),
    "planilla": Ruta(PERSONAL_200, p.un_tipo, GET_Y_POST, post=Escritura(p.SUBEN_302, p.un_libro)),
    "planilla_archivo": Ruta(PERSONAL_200, p.un_tipo),
    "planilla_revisar": Ruta(
        p.SOLO_SUYO_200, p.libro_subido, GET_Y_POST, post=Escritura(p.SOLO_SUYO_302, p.lo_que_se_vio)
    ),
    "historial": Ruta(DE_VALPARAISO, lambda elenco: {**codigo_de_una_mesa(elenco), "tipo": "mesa"}),
}
TERRITORIOS = {
    "territorios_lista": Ruta(PERSONAL_200),
    "territorio_detalle": Ruta("200 200 200 200 404 200", territorio),
    "direcciones_lista": Ruta(PERSONAL_200),
    # Sólo elige quien alcanza varias: en el elenco, quien lee el país. Queda en la sesión, que no es una fila.
    "direccion_en_vigor": Ruta(
        "403 403 403 302 403 302",
        metodos=SOLO_POST,
        post=Escritura("403 403 403 302 403 302", lambda elenco: {"direccion": elenco.maule.codigo}, escribe=False),
    ),
    "territorio_crear": Ruta(d.CREAN_200, metodos=GET_Y_POST, post=Escritura(d.CREAN_302, d.un_territorio)),
    "territorio_editar": Ruta(d.EDITA_200, territorio, GET_Y_POST, post=Escritura(d.EDITA_302, d.otro_territorio)),
    "definicion_crear": Ruta(d.EDITA_200, territorio, GET_Y_POST, post=Escritura(d.EDITA_302, d.una_definicion)),
    "definicion_editar": Ruta(d.EDITA_200, d.definicion, GET_Y_POST, post=Escritura(d.EDITA_302, d.una_definicion)),
}
ACTORES = {
    "actores_lista": Ruta(PERSONAL_200),
    "actor_detalle": Ruta("200 200 200 200 404 200", codigo_de_un_actor),
    "actor_crear": Ruta(d.CREAN_200, metodos=GET_Y_POST, post=Escritura(d.CREAN_302, d.un_actor)),
    "actor_editar": Ruta(d.EDITA_200, d.actor_de_valparaiso, GET_Y_POST, post=Escritura(d.EDITA_302, d.un_actor)),
    "actor_retirar": Ruta(d.EDITA_200, d.actor_de_valparaiso, GET_Y_POST, post=Escritura(d.EDITA_302, d.un_retiro)),
    "actor_reponer": Ruta(d.EDITA_200, d.actor_retirado, GET_Y_POST, post=Escritura(d.EDITA_302, d.un_retiro)),
    "actor_vinculos": Ruta(d.EDITA_200, d.actor_de_valparaiso, GET_Y_POST, post=Escritura(d.EDITA_302, d.un_vinculo)),
    "persona_crear": Ruta(d.EDITA_200, d.actor_de_valparaiso, GET_Y_POST, post=Escritura(d.EDITA_302, d.una_persona)),
    "persona_editar": Ruta(
        d.EDITA_200, d.persona_de_valparaiso, GET_Y_POST, post=Escritura(d.EDITA_302, d.otra_persona)
    ),
}
MESAS = {
    "sesiones_lista": Ruta(TODOS_200),
    "sesion_detalle": Ruta(DE_VALPARAISO, codigo_de_una_sesion),
    "compromisos_lista": Ruta(TODOS_200),
    "compromiso_detalle": Ruta(DE_VALPARAISO, codigo_de_un_compromiso),
    "mesas_lista": Ruta(TODOS_200),
    "mesa_detalle": Ruta(DE_VALPARAISO, codigo_de_una_mesa),
    "cifra_declarada": Ruta(DE_VALPARAISO, codigo_de_una_cifra),
    **{nombre: Ruta(**fila) for nombre, fila in (EDICION_DE_MESAS | CONVOCATORIA).items()},
}
INFORMES = {
    "inicio": Ruta(TODOS_200),
    "tablero": Ruta(PERSONAL_200),
    "novedades": Ruta(TODOS_200),
    "proyectos_lista": Ruta(TODOS_200),
    "proyecto_detalle": Ruta(SUYOS_200, proyecto),
    "proyecto_fuentes": Ruta(SUYOS_200, proyecto),
    "proyecto_indicadores": Ruta(SUYOS_200, proyecto),
    "proyecto_indicadores_archivo": Ruta(SUYOS_200, lambda elenco: {**proyecto(elenco), "formato": "html"}),
    "proyecto_indicadores_cifra": Ruta(SUYOS_200, cifra_de_indicador),
    "entregas_lista": Ruta("403 403 403 200 403 200"),
    "entregas_recordar": Ruta(
        "403 403 403 302 403 403",
        metodos=SOLO_POST,
        post=Escritura("403 403 403 302 403 403", lambda elenco: {"anio": "2020"}, escribe=False),
    ),
    "informes_lista": Ruta(TODOS_200),
    "informe_anual": Ruta(SUYOS_200, informe),
    "informe_escribir": Ruta(QUIEN_ESCRIBE, informe),
    "informe_escribir_seccion": Ruta(
        QUIEN_ESCRIBE,
        seccion_de_informe,
        metodos=GET_Y_POST,
        post=Escritura(ESCRIBE_302, texto_de_seccion),
    ),
    "informe_autoguardar": Ruta(
        "422 403 404 403 403 403",
        seccion_de_informe,
        metodos=SOLO_POST,
        post=Escritura(QUIEN_ESCRIBE, texto_de_seccion),
    ),
    # Cada quien crea en su dirección; la unidad nacional, uno nacional.
    "proyecto_crear": Ruta(
        "200 403 200 200 403 403",
        metodos=GET_Y_POST,
        post=Escritura("302 403 302 302 403 403", datos_de_proyecto),
    ),
    "proyecto_editar": Ruta(
        QUIEN_ESCRIBE, proyecto, metodos=GET_Y_POST, post=Escritura(ESCRIBE_302, datos_de_proyecto)
    ),
    "proyecto_editar_parte": Ruta(
        QUIEN_ESCRIBE, parte_de_proyecto, metodos=GET_Y_POST, post=Escritura(ESCRIBE_302, un_indicador)
    ),
    "informe_crear": Ruta(
        QUIEN_ESCRIBE,
        proyecto,
        metodos=GET_Y_POST,
        post=Escritura(ESCRIBE_302, lambda elenco, codigo: {"anio": "2021"}),
    ),
    "proyecto_gastos": Ruta(
        QUIEN_ESCRIBE,
        gastos_de_un_proyecto,
        metodos=GET_Y_POST,
        post=Escritura(ESCRIBE_302, gastos_escritos),
    ),
    "proyecto_calculo": Ruta(
        QUIEN_ESCRIBE,
        gastos_de_un_proyecto,
        metodos=SOLO_POST,
        post=Escritura(QUIEN_ESCRIBE, gastos_escritos, escribe=False),
    ),
    "informe_anual_archivo": Ruta(SUYOS_200, lambda elenco: {**informe(elenco), "formato": "html"}),
    "informe_anual_enviar": Ruta(QUIEN_ESCRIBE, informe, GET_Y_POST, post=Escritura(ESCRIBE_302)),
    "informe_anual_retomar": Ruta(QUIEN_ESCRIBE, enviado, GET_Y_POST, post=Escritura(ESCRIBE_302)),
    "informe_anual_observar": Ruta(QUIEN_REVISA, enviado, GET_Y_POST, post=Escritura(REVISA_302, un_motivo)),
    "informe_anual_comentar": Ruta(QUIEN_REVISA, enviado, GET_Y_POST, post=Escritura(REVISA_302, un_comentario)),
    "informe_anual_emitir": Ruta(QUIEN_REVISA, enviado, GET_Y_POST, post=Escritura(REVISA_302, lo_leido)),
    "informe_anual_corregir": Ruta(
        ESCRIBE_O_REVISA, emitido, GET_Y_POST, post=Escritura(ESCRIBE_O_REVISA_302, un_motivo)
    ),
    "informe_anual_resolver": Ruta(
        "200 403 404 200 404 403",
        observacion_abierta,
        GET_Y_POST,
        post=Escritura("302 403 404 302 404 403", lambda elenco, codigo: {"respuesta": "Hecho"}),
    ),
    "informe_anual_comparar": Ruta(SUYOS_200, emitido),
    "informe_anual_version": Ruta(SUYOS_200, version_emitida),
    "informe_anual_version_archivo": Ruta(SUYOS_200, lambda elenco: {**version_emitida(elenco), "formato": "html"}),
    "informe_anual_version_cifra": Ruta(SUYOS_200, lambda elenco: {**version_emitida(elenco), "clave": "gasto-anio"}),
    "informe_anual_cifra": Ruta(SUYOS_200, lambda elenco: {**informe(elenco), "clave": "gasto-anio"}),
}

MATRIZ = {**CUENTAS, **COMUN, **TERRITORIOS, **ACTORES, **MESAS, **INFORMES}
