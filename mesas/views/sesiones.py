"""Listado y ficha de las sesiones."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from comun.acceso import exigir, obtener_visible
from comun.documentos.descarga import archivo_adjunto
from comun.tablas import Columna, Tabla
from comun.tablas_xlsx import mostrar_listado
from mesas.asistencia import lista_de
from mesas.balance import MINIMO_POR_GENERO, Balance
from mesas.filtersets import FiltroDeSesiones
from mesas.generar import FORMATOS_DEL_ACTA, acta_de, archivo_del_acta
from mesas.models import Asistencia, Compromiso, Sesion
from mesas.permissions import puede_crear_alguna_mesa, puede_editar_mesa, puede_editar_sesion, puede_ver_personas
from mesas.views.pasos import pasos_de
from mesas.views.secciones import ficha_de
from mesas.views.tablas_proceso import chip_de_sesion, tabla_de_compromisos, tabla_de_sesiones

RENGLONES_EN_BLANCO = 10


@require_safe
def lista(request):
    filtro = FiltroDeSesiones(request.GET, request=request, queryset=Sesion.objects.visibles_para(request.user))
    tabla = tabla_de_sesiones(request, filtro.qs, vacio="Aún no hay sesiones que puedas ver.")
    contexto = {"tabla": tabla, "filtro": filtro, "puede_crear": puede_crear_alguna_mesa(request.user)}
    return mostrar_listado(request, "mesas/sesiones/lista.html", contexto, "sesiones")


@require_safe
def hoja(request, codigo):
    """La sesión en papel: su tabla, la lista para firmar y los compromisos abiertos con casillas."""
    sesion = obtener_visible(Sesion.objects.select_related("instancia__mesa"), request.user, codigo=codigo)
    exigir(puede_ver_personas(request.user))
    al = sesion.hasta or localdate()
    abiertos = Compromiso.objects.visibles_para(request.user).filter(mesa=sesion.instancia.mesa).abiertos(al=al)
    contexto = {
        "sesion": sesion,
        "mesa": sesion.instancia.mesa,
        "puntos": sesion.puntos.select_related("responsable", "persona").en_orden(),
        "lista": lista_de(sesion.instancia, al=al, sesion=sesion),
        "compromisos": abiertos.select_related("responsable").order_by("vence", "codigo"),
        "renglones": range(RENGLONES_EN_BLANCO),
    }
    return render(request, "mesas/sesiones/hoja.html", contexto)


@require_safe
def archivo(request, codigo, huella):
    """Descarga un archivo de la sesión; su texto puede nombrar personas, así que es sólo del personal."""
    sesion = obtener_visible(Sesion.objects, request.user, codigo=codigo)
    exigir(puede_ver_personas(request.user))
    archivo = get_object_or_404(sesion.archivos, sha256=huella)
    with archivo.archivo.open("rb") as abierto:
        respuesta = HttpResponse(abierto.read(), content_type=archivo.tipo_contenido)
    respuesta["Content-Disposition"] = content_disposition_header(True, archivo.nombre_para_descargar)
    return respuesta


@require_safe
def acta(request, codigo, version, formato):
    """Descarga una versión del acta; nombra personas, así que es sólo del personal."""
    sesion = obtener_visible(Sesion.objects.select_related("instancia__mesa"), request.user, codigo=codigo)
    exigir(puede_ver_personas(request.user))
    acta = acta_de(sesion, version=version)
    if acta is None or formato not in FORMATOS_DEL_ACTA:
        raise Http404
    contenido = archivo_del_acta(acta, formato, fecha=localdate())
    if contenido is None:
        messages.error(
            request, "Esta versión del acta fue alterada por fuera del sistema: no se entrega. Avisa a soporte."
        )
        return redirect(sesion)
    return archivo_adjunto(f"{codigo}-acta-v{version}", formato, contenido)


@require_safe
def detalle(request, codigo):
    sesiones = Sesion.objects.select_related("instancia__mesa", "comuna").con_presentes()
    sesion = obtener_visible(sesiones, request.user, codigo=codigo)
    con_personas = puede_ver_personas(request.user)
    puede_editar = puede_editar_sesion(request.user, sesion)
    contexto = {
        "sesion": sesion,
        "chip_estado": chip_de_sesion(sesion),
        "con_personas": con_personas,
        "puede_editar": puede_editar,
        "se_elimina": not sesion.impedimento_para_eliminar(),
        "puede_llevar_acta": puede_editar or puede_editar_mesa(request.user, sesion.instancia.mesa),
        "organizan": ", ".join(actor.nombre_con_sigla for actor in sesion.organiza.order_by("nombre")),
        "puntos": list(sesion.puntos.select_related("responsable", "persona").en_orden()),
        "asistencia": tabla_de_asistencia(request, sesion, con_personas=con_personas),
        "acuerdos": tabla_de_acuerdos(request, sesion),
        "convocados": sesion.convocados.cuenta(),
        "compromisos": compromisos_de(request, sesion),
        "archivos": sesion.archivos.order_by("subido_at", "pk") if con_personas else (),
        **quienes_fueron(sesion, con_personas=con_personas),
    }
    contexto["pasos"] = pasos_de(sesion, contexto)
    return render(request, "mesas/sesiones/detalle.html", contexto)


def quienes_fueron(sesion, *, con_personas):
    """El balance de la lista nominal, o lo declarado por grupo; ante quien no conoce a las personas, con reserva."""
    if sesion.es_nominal:
        al = sesion.hasta or localdate()
        balance = Balance(lista_de(sesion.instancia, al=al, sesion=sesion), sesion.instancia)
        dicho = "se reserva, porque de alguno hay menos de 5 personas"
        if con_personas or not balance.genero_se_reserva:
            dicho = ", ".join(f"{cuantos} {palabra}" for _, palabra, cuantos in balance.por_genero if cuantos)
        return {"balance": balance, "genero": dicho}
    filas = sesion.recuentos.order_by("grupo")
    reserva = not con_personas and any(f.es_de_genero and 0 < f.cuantos < MINIMO_POR_GENERO for f in filas)
    vistos = [(f.get_grupo_display(), f.cuantos) for f in filas if not (reserva and f.es_de_genero)]
    return {"recuentos": vistos, "genero_reservado": reserva}


def tabla_de_asistencia(peticion, sesion, *, con_personas):
    columnas = [
        Columna("Institución", "nombre_de_institucion", url=lambda fila: ficha_de(fila.actor, peticion.user)),
        Columna("Persona", lambda fila: fila.persona and fila.persona.nombre),
        Columna("Cargo", "cargo"),
        Columna("Calidad", "calidad"),
        Columna("Estado", Asistencia.get_estado_display),
    ]
    if not con_personas:
        columnas = [columna for columna in columnas if columna.titulo not in {"Persona", "Cargo"}]
    return Tabla(
        columnas,
        sesion.asistencias.select_related("actor", "persona"),
        peticion,
        por_pagina=None,
        orden_inicial=("actor__nombre",),
        titulo="Asistencia",
        sustantivo=("anotada", "anotadas"),
        vacio="No hay asistencia anotada nombre por nombre.",
        prefijo="asistencia-",
    )


def tabla_de_acuerdos(peticion, sesion):
    columnas = (
        Columna("Número", "numero_legible", tipo="codigo"),
        Columna("Acuerdo", "texto"),
        Columna("Votación", "votacion"),
        Columna(
            "Efecto", lambda fila: "sin efecto" if fila.sin_efecto else "vigente" if fila.numero else "por aprobar"
        ),
    )
    return Tabla(
        columnas,
        sesion.instancia.acuerdos.filter(acta__sesion=sesion),
        peticion,
        por_pagina=None,
        orden_inicial=("anio", "numero"),
        titulo="Acuerdos",
        sustantivo=("acuerdo", "acuerdos"),
        vacio="No hay acuerdos anotados en el acta de esta sesión.",
        prefijo="acuerdos-",
    )


def compromisos_de(peticion, sesion):
    """Los que nacieron aquí, de un punto de la tabla o del encuentro, si los ve quien mira."""
    visibles = Compromiso.objects.visibles_para(peticion.user).nacidos_en(sesion)
    return tabla_de_compromisos(
        peticion,
        visibles,
        con_mesa=False,
        por_pagina=None,
        vacio="De esta sesión no nacieron compromisos.",
        prefijo="compromisos-",
    )
