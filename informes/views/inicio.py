"""La página de inicio: lo que necesita de quien entra, según su rol."""

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actores.models import Rol, Usuario
from comun.models import Correo
from comun.tablas import Columna, Tabla
from comun.templatetags.componentes import chip
from informes.metricas import pais
from informes.mi_trabajo import grupos_para, sesiones_cercanas, visibles
from informes.models import InformeAnual, Proyecto
from informes.views.emision import TONOS
from informes.views.novedades import novedades_para
from mesas.models import Compromiso, Mesa, Sesion
from mesas.views.mesas import fecha_escrita
from mesas.views.tablas_proceso import chip_de_sesion
from territorios.en_vigor import acotadas

POR_PAGINA = 8
FILAS = 5
NOVEDADES = 10


@require_safe
def inicio(request):
    plantilla, contexto = PAGINAS[request.user.rol]
    hoy = timezone.localdate()
    novedades = novedades_para(request, a_lo_mas=NOVEDADES)
    return render(request, plantilla, {"hoy": hoy, "novedades": novedades, **contexto(request, hoy)})


def regional(peticion, hoy):
    grupos = grupos_para(peticion.user, hoy=hoy, direcciones=acotadas(peticion))
    return {
        "rotulo": "Necesitan de ti" if peticion.user.es_editor_regional else "Pendiente en tu dirección",
        "grupos": grupos,
        "asuntos": [asunto for grupo in grupos for asunto in grupo.asuntos],
        "cuantos": sum(grupo.total for grupo in grupos),
        **_cercanas(peticion, hoy),
        "tabla": tabla_de_mesas(peticion, hoy),
    }


def nacional(peticion, hoy):
    return {
        "figuras": pais.figuras(_ambito(peticion, hoy)),
        "tabla": tabla_de_informes_enviados(peticion),
        **_cercanas(peticion, hoy),
    }


def administracion(peticion, hoy):
    usuarios = Usuario.objects.filter(is_active=True)
    de_region = [Rol.EDITOR_REGIONAL.value, Rol.LECTOR_REGIONAL.value]
    sin_direccion = usuarios.filter(rol__in=de_region, direcciones=None).count()
    por_rol = dict(usuarios.values_list("rol").annotate(total=Count("pk")))
    abre = _lista_de_usuarios
    return {
        "roles": [(rol.label.capitalize(), por_rol.get(rol.value, 0), abre(rol__exact=rol.value)) for rol in Rol],
        "cuidados": [
            ("Aún no entran", usuarios.filter(last_login=None).count(), abre(last_login__isnull=1)),
            ("Regionales sin dirección", sin_direccion, abre(direcciones__isnull=1, rol__in=",".join(de_region))),
            ("Desactivados", Usuario.objects.filter(is_active=False).count(), abre(is_active__exact=0)),
        ],
        "correos_con_problemas": Correo.objects.con_problemas(al=timezone.now()).count(),
        "figuras": pais.figuras(_ambito(peticion, hoy)),
    }


def observacion(peticion, hoy):
    usuario = peticion.user
    compartido = (
        ("Proyectos", "proyectos_lista", Proyecto.objects.visibles_para(usuario).order_by("codigo")),
        ("Informes", "informes_lista", InformeAnual.objects.visibles_para(usuario).order_by("-anio", "codigo")),
        ("Mesas", "mesas_lista", Mesa.objects.visibles_para(usuario).order_by("codigo")),
    )
    bloques = [(nombre, reverse(url), list(filas[:FILAS]), filas.count()) for nombre, url, filas in compartido]
    return {"bloques": [bloque for bloque in bloques if bloque[3]]}


PAGINAS = {
    Rol.EDITOR_REGIONAL: ("informes/inicio/regional.html", regional),
    Rol.LECTOR_REGIONAL: ("informes/inicio/regional.html", regional),
    Rol.NACIONAL: ("informes/inicio/nacional.html", nacional),
    Rol.ADMINISTRADOR: ("informes/inicio/administracion.html", administracion),
    Rol.OBSERVADOR: ("informes/inicio/observacion.html", observacion),
}


def _ambito(peticion, hoy):
    """El país o, si hay una dirección en vigor, sólo ella; sus listados lo dicen en la dirección web."""
    direcciones = acotadas(peticion)
    if direcciones is None:
        return pais.Ambito.de(peticion.user, hoy=hoy)
    consulta = {"direccion": direcciones[0].codigo}
    return pais.Ambito.de(
        peticion.user, hoy=hoy, acotar=lambda filas: filas.de_direcciones(direcciones), consulta=consulta
    )


def _cercanas(peticion, hoy):
    sesiones, url = sesiones_cercanas(peticion.user, hoy=hoy, direcciones=acotadas(peticion))
    filas = [(sesion, chip_de_sesion(sesion)) for sesion in sesiones[:FILAS]]
    return {"sesiones": filas, "total_de_sesiones": sesiones.count(), "url_de_sesiones": url}


def _lista_de_usuarios(**consulta):
    return reverse("admin:actores_usuario_changelist", query={"is_active__exact": 1, **consulta})


def tabla_de_mesas(peticion, hoy):
    """Las mesas en marcha de quien mira: cuándo se reunieron, cuándo se reúnen y lo que tienen pendiente."""

    def cuantos(compromisos):
        cuenta = compromisos.filter(mesa=OuterRef("pk")).order_by().values("mesa").annotate(total=Count("pk"))
        return Coalesce(Subquery(cuenta.values("total"), output_field=IntegerField()), 0)

    def que_abre(estado):
        return lambda mesa: reverse("compromisos_lista", query={"mesa": mesa.codigo, "estado": estado})

    proximas = Sesion.objects.filter(desde__gte=hoy, estado__in=[Sesion.Estado.BORRADOR, Sesion.Estado.CONVOCADA])
    filas = (
        visibles(Mesa, peticion.user, acotadas(peticion))
        .en_marcha()
        .annotate(
            ultima_sesion=Sesion.objects.realizadas().ultima_de("instancia__mesa"),
            proxima_sesion=proximas.proxima_de("instancia__mesa"),
            abiertos=cuantos(Compromiso.objects.sin_cerrar()),
            atrasados=cuantos(Compromiso.objects.vencidos(al=hoy)),
        )
    )
    columnas = (
        Columna("Mesa", "nombre", orden="nombre", url=Mesa.get_absolute_url),
        Columna("Última sesión", lambda mesa: mesa.ultima_sesion and fecha_escrita(mesa.ultima_sesion), "corto"),
        Columna("Próxima", "proxima_sesion", "fecha", orden="proxima_sesion"),
        Columna("Abiertos", "abiertos", "entero", orden="abiertos", url=que_abre("abierto")),
        Columna("Atrasados", "atrasados", "entero", orden="atrasados", url=que_abre("atrasado")),
    )
    return Tabla(
        columnas,
        filas,
        peticion,
        por_pagina=POR_PAGINA,
        orden_inicial=("nombre",),
        titulo="Mis mesas",
        sustantivo=("mesa en marcha", "mesas en marcha"),
        vacio="Aún no hay mesas en marcha en tu dirección regional.",
    )


def tabla_de_informes_enviados(peticion):
    """Los que esperan revisión y emisión, del que más lleva esperando al más nuevo."""
    columnas = (
        Columna("Informe", "codigo", "codigo", url=InformeAnual.get_absolute_url),
        Columna("Proyecto", "proyecto.titulo"),
        Columna("Enviado", "enviado_at", "fecha_hora", orden="enviado_at"),
        Columna("Estado", lambda informe: chip(informe.get_estado_display(), TONOS[informe.estado]), "chip"),
    )
    return Tabla(
        columnas,
        visibles(InformeAnual, peticion.user, acotadas(peticion))
        .filter(estado=InformeAnual.Estado.ENVIADO)
        .para_lista(),
        peticion,
        por_pagina=POR_PAGINA,
        orden_inicial=("enviado_at",),
        titulo="Informes que esperan revisión",
        sustantivo=("informe espera", "informes esperan"),
        vacio="Ningún informe espera revisión.",
    )
