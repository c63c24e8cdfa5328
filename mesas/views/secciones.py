"""Las secciones de la ficha de una mesa: cada una con su plantilla y lo que ésta necesita.

Para agregar una: su función (mesa, petición, si puede editar → contexto), su plantilla y una línea en SECCIONES.
En el contexto, `acciones` son pares (palabra, dirección): los botones de quien puede editar.
"""

from collections.abc import Callable
from typing import NamedTuple

from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localdate

from comun.historial import historiado, leer
from comun.models import CifraDeclarada
from comun.permissions import puede_ver_historial
from comun.tablas import Columna, Tabla
from comun.templatetags.componentes import chip
from mesas.models import Compromiso, EstadoActividad, EstadoDiagnostico, Integrante, Sesion
from mesas.models.instancia import en_arbol
from mesas.permissions import puede_ver_personas
from mesas.views.cifras import que_mide
from mesas.views.tablas_proceso import tabla_de_compromisos, tabla_de_sesiones

METRICA_DE_INTEGRANTES = "integrantes"
TONOS_DE_ACTIVIDAD = {
    EstadoActividad.EN_CURSO: "curso",
    EstadoActividad.REALIZADA: "cerrado",
    EstadoActividad.POSTERGADA: "pausa",
    EstadoActividad.DESCARTADA: "cerrado",
}


class Seccion(NamedTuple):
    clave: str
    palabra: str
    plantilla: str
    contexto: Callable
    para: Callable = lambda usuario: True


def secciones_para(usuario):
    """Las secciones que puede abrir quien mira, en el orden en que se muestran."""
    return [seccion for seccion in SECCIONES if seccion.para(usuario)]


def ficha_de(objeto, usuario):
    """Dirección de la ficha de un actor o territorio; None si quien mira no recorre el directorio."""
    return None if usuario.es_observador else objeto.get_absolute_url()


def columna_de_acciones(acciones, nombrar):
    """Los enlaces que cambian una fila. `acciones`: función de la fila a pares (palabra, dirección)."""

    def escribir(fila):
        enlaces = ((url, palabra, nombrar(fila)) for palabra, url in acciones(fila))
        lista = format_html_join(" ", '<a href="{}">{}<span class="visually-hidden"> {}</span></a>', enlaces)
        return format_html('<span class="acciones-de-fila">{}</span>', lista)

    return Columna("Cambiar", escribir, tipo="codigo")


def tabla_de(peticion, columnas, filas, **opciones):
    return Tabla(columnas, filas, peticion, por_pagina=None, **opciones)


# --- Resumen ---


def resumen(mesa, peticion, puede_editar):
    hoy, con_personas = localdate(), puede_ver_personas(peticion.user)
    return {
        "direcciones": mesa.direcciones.all(),
        "programas": ", ".join(str(programa) for programa in mesa.programas.order_by("nombre")),
        "otros_nombres": ", ".join(alias.nombre for alias in mesa.alias.order_by("nombre")),
        "territorios": [(t.nombre, ficha_de(t, peticion.user)) for t in mesa.territorios.order_by("nombre")],
        "encargado": mesa.encargado if con_personas else None,
        "muestra_personas": con_personas,
        "observadores": ", ".join(map(str, mesa.observadores.order_by("pk"))) if con_personas else "",
        "rigen": list(mesa.documentos.que_rigen(al=hoy).recientes()),
        "declaradas": tabla_de_declaradas(peticion, CifraDeclarada.objects.filter(ambito=mesa.codigo)),
    }


def tabla_de_declaradas(peticion, cifras):
    columnas = (
        Columna("Qué mide", que_mide),
        Columna("Año", lambda c: str(c.anio) if c.anio else None),
        Columna("Valor", "valor_legible", url=CifraDeclarada.get_absolute_url),
        Columna("Fuente", "fuente_legible"),
    )
    return tabla_de(
        peticion,
        columnas,
        cifras,
        orden_inicial=("mide", "anio", "codigo"),
        titulo="Cifras declaradas",
        sustantivo=("cifra", "cifras"),
    )


# --- Integrantes ---


class FechaForm(forms.Form):
    """La fecha a la que se lee quiénes integran la mesa."""

    al = forms.DateField(
        label="Integrantes al",
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"),
    )


def integrantes(mesa, peticion, puede_editar):
    form = FechaForm(peticion.GET if "al" in peticion.GET else None, initial={"al": localdate()})
    al = form.cleaned_data["al"] if form.is_valid() else localdate()
    filas = Integrante.objects.de_mesa(mesa).vigentes(al=al)
    return {
        "acciones": acciones_de_integrantes(mesa) if puede_editar else [],
        "al": al,
        "form_fecha": form,
        "por_sector": [(sector.label, cuantos) for sector, cuantos in filas.por_sector().items()],
        "total": filas.cuantos_actores(),
        "tabla": tabla_de_integrantes(peticion, filas.para_lista(), puede_editar),
        "declaradas": CifraDeclarada.objects.filter(mide=METRICA_DE_INTEGRANTES, ambito=mesa.codigo).order_by("codigo"),
    }


def acciones_de_integrantes(mesa):
    """Un botón por instancia en uso; con una sola, además el de pegar."""
    instancias = list(mesa.instancias.en_uso().order_by("codigo"))
    if len(instancias) == 1:
        unica = instancias[0].codigo
        editar, pegar = (reverse(f"integrantes_{que}", args=[unica]) for que in ("editar", "pegar"))
        return [("Editar integrantes", editar), ("Pegar desde Excel", pegar)]
    return [(f"Editar: {i.nombre}", reverse("integrantes_editar", args=[i.codigo])) for i in instancias]


def tabla_de_integrantes(peticion, filas, puede_editar):
    usuario = peticion.user
    columnas = [
        Columna("Actor", "actor.nombre", orden="actor__nombre", url=lambda fila: ficha_de(fila.actor, usuario)),
        Columna("Sector", "actor.get_sector_display", orden="actor__sector"),
        Columna("Persona", lambda fila: fila.persona and fila.persona.nombre),
        Columna("Calidad", Integrante.get_calidad_display, orden="calidad"),
        Columna("Papel", Integrante.get_rol_display, orden="rol"),
        Columna("Instancia", "instancia.nombre", orden="instancia__nombre"),
        Columna("Vigencia", "vigencia_legible", tipo="codigo"),
    ]
    if not puede_ver_personas(usuario):
        columnas = [columna for columna in columnas if columna.titulo != "Persona"]
    return Tabla(
        columnas,
        filas,
        peticion,
        orden_inicial=("actor__sector", "actor__nombre", "calidad"),
        titulo="Integrantes",
        sustantivo=("integrante", "integrantes"),
        vacio="A esa fecha no hay integrantes anotados uno a uno."
        + (" Anótalos, o pégalos desde Excel." if puede_editar else ""),
    )


# --- Instancias ---


def instancias(mesa, peticion, puede_editar):
    hoy = Integrante.objects.vigentes(al=localdate())
    filas = mesa.instancias.annotate(integrantes_hoy=hoy.contados_por("instancia"))
    columnas = [
        Columna("Nombre", lambda par: format_html('<span class="nivel-{}">{}</span>', min(par[0], 4), par[1].nombre)),
        Columna("Tipo", lambda par: par[1].get_tipo_display()),
        Columna("Estado", lambda par: "ya no sesiona" if par[1].retirada else "en uso"),
        Columna("Papel", lambda par: par[1].get_rol_display()),
        Columna("Periodicidad", lambda par: par[1].periodicidad_legible),
        Columna("Quórum", lambda par: par[1].quorum_legible),
        Columna("Integrantes", lambda par: par[1].integrantes_hoy, tipo="entero"),
        Columna("Código", lambda par: par[1].codigo, tipo="codigo"),
    ]
    if puede_editar:
        columnas.append(columna_de_acciones(acciones_de_instancia, lambda par: par[1].nombre))
    nueva = [("Nueva instancia", reverse("instancia_crear", args=[mesa.codigo]))]
    return {
        "acciones": nueva if puede_editar else [],
        "tabla": tabla_de(
            peticion, columnas, en_arbol(filas), titulo="Instancias", sustantivo=("instancia", "instancias")
        ),
    }


def acciones_de_instancia(par):
    codigo, retirada = par[1].codigo, par[1].retirada
    return [
        ("Editar", reverse("instancia_editar", args=[codigo])),
        *([] if retirada else [("Integrantes", reverse("integrantes_editar", args=[codigo]))]),
        *([] if retirada else [("Preparar sesión", reverse("sesion_preparar", args=[codigo]))]),
        ("Reponer" if retirada else "Retirar", reverse("instancia_retirar", args=[codigo])),
    ]


# --- Plan, diagnóstico y documentos ---


def plan(mesa, peticion, puede_editar):
    columnas = [
        Columna("Actividad", "nombre"),
        Columna("Eje", lambda fila: fila.eje and fila.eje.nombre),
        Columna("Cuándo", "fecha_legible"),
        Columna(
            "Responsable",
            lambda fila: fila.responsable and str(fila.responsable),
            url=lambda fila: fila.responsable and ficha_de(fila.responsable, peticion.user),
        ),
        Columna("Recursos", lambda fila: fila.recursos or fila.programa),
        Columna("Estado", chip_de_actividad, tipo="chip"),
        Columna("Código", "codigo", tipo="codigo"),
    ]
    if puede_editar:
        columnas.append(columna_de_acciones(acciones_de_actividad, str))
    nueva, ejes = (reverse(nombre, args=[mesa.codigo]) for nombre in ("actividad_crear", "ejes_editar"))
    return {
        "acciones": [("Nueva actividad", nueva), ("Editar ejes", ejes)] if puede_editar else [],
        "tabla": Tabla(
            columnas,
            mesa.actividades.select_related("eje", "responsable", "programa"),
            peticion,
            orden_inicial=("eje__orden", "eje__nombre", "desde", "codigo"),
            titulo="Plan de trabajo",
            sustantivo=("actividad", "actividades"),
            vacio="Esta mesa aún no tiene actividades en su plan.",
        ),
    }


def acciones_de_actividad(fila):
    cambiar = [("Estado", reverse("actividad_estado", args=[fila.codigo]))] if fila.admite_cambio else []
    return [("Editar", reverse("actividad_editar", args=[fila.codigo])), *cambiar]


def chip_de_actividad(fila):
    return chip(fila.get_estado_display(), TONOS_DE_ACTIVIDAD.get(fila.estado, "neutro"))


def diagnostico(mesa, peticion, puede_editar):
    filas = mesa.diagnosticos.select_related("actor").order_by("-desde", "codigo")
    nuevo = [("Nuevo diagnóstico", reverse("diagnostico_crear", args=[mesa.codigo]))]
    return {
        "acciones": nuevo if puede_editar else [],
        "diagnosticos": [(fila, chip_de_diagnostico(fila), acciones_de_diagnostico(fila)) for fila in filas],
    }


def acciones_de_diagnostico(fila):
    por_validar = fila.estado != EstadoDiagnostico.VALIDADO
    validar = [("Validar", reverse("diagnostico_validar", args=[fila.codigo]))] if por_validar else []
    return [("Editar", reverse("diagnostico_editar", args=[fila.codigo])), *validar]


def chip_de_diagnostico(fila):
    tonos = {EstadoDiagnostico.VALIDADO: "verificado", EstadoDiagnostico.POR_VALIDAR: "accion"}
    return chip(fila.get_estado_display(), tonos.get(fila.estado, "curso"))


def documentos(mesa, peticion, puede_editar):
    columnas = [
        Columna("Documento", str, url=lambda fila: fila.enlace or None),
        Columna("Fecha", "fecha", tipo="fecha", orden="fecha"),
        Columna("Materia", "materia"),
        Columna("Quién lo emite o firma", "emisor"),
        Columna("Rige a la mesa", lambda fila: "sí" if fila.rige else "no"),
        Columna("Vigencia", "vigencia_legible", tipo="codigo"),
        Columna("Código", "codigo", tipo="codigo"),
    ]
    if puede_editar:
        columnas.append(columna_de_acciones(acciones_de_documento, str))
    nuevo = [("Nuevo documento", reverse("documento_crear", args=[mesa.codigo]))]
    return {
        "acciones": nuevo if puede_editar else [],
        "tabla": Tabla(
            columnas,
            mesa.documentos.all(),
            peticion,
            orden_inicial=("-fecha",),
            titulo="Documentos",
            sustantivo=("documento", "documentos"),
            vacio="Esta mesa aún no tiene convenios, protocolos ni otros documentos.",
        ),
    }


def acciones_de_documento(fila):
    return [("Editar", reverse("documento_editar", args=[fila.codigo]))]


# --- Sesiones y compromisos ---


def sesiones(mesa, peticion, puede_editar):
    nueva = [("Nueva sesión", reverse("sesion_crear", query={"mesa": mesa.codigo}))] if puede_editar else []
    vacio = "Esta mesa aún no tiene sesiones." + (" Registra la primera, aunque sea de hace años." if nueva else "")
    filas = Sesion.objects.de_la_mesa(mesa)
    return {"acciones": nueva, "tabla": tabla_de_sesiones(peticion, filas, con_mesa=False, vacio=vacio)}


def compromisos(mesa, peticion, puede_editar):
    vacio = "Esta mesa aún no tiene compromisos."
    filas = Compromiso.objects.visibles_para(peticion.user).filter(mesa=mesa)
    return {"tabla": tabla_de_compromisos(peticion, filas, con_mesa=False, vacio=vacio)}


# --- Historial ---


def historial(mesa, peticion, puede_editar):
    return {"historial": leer(historiado("mesa"), mesa, peticion.user, peticion.GET.get("pagina"))}


def url_de(mesa, clave):
    """La dirección de una sección de la ficha."""
    return f"{reverse('mesa_detalle', args=[mesa.codigo])}?seccion={clave}"


SECCIONES = (
    Seccion("resumen", "Resumen", "mesas/mesas/resumen.html", resumen),
    Seccion("integrantes", "Integrantes", "mesas/mesas/integrantes.html", integrantes),
    Seccion("instancias", "Instancias", "mesas/mesas/tabla.html", instancias),
    Seccion("plan", "Plan", "mesas/mesas/tabla.html", plan),
    Seccion("diagnostico", "Diagnóstico", "mesas/mesas/diagnostico.html", diagnostico),
    Seccion("sesiones", "Sesiones", "mesas/mesas/tabla.html", sesiones),
    Seccion("compromisos", "Compromisos", "mesas/mesas/tabla.html", compromisos),
    Seccion("documentos", "Documentos", "mesas/mesas/tabla.html", documentos),
    Seccion("historial", "Historial", "componentes/historial.html", historial, puede_ver_historial),
)
