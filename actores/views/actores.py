"""El directorio de actores. La ficha de cada uno vive en mesas, porque muestra dónde participa."""

from django.views.decorators.http import require_safe

from actores.filtersets import FiltroDeActores
from actores.models import Actor
from actores.permissions import puede_crear_actor, puede_ver_directorio
from comun.acceso import exigir
from comun.tablas import Columna, Tabla
from comun.tablas_xlsx import mostrar_listado
from comun.templatetags.componentes import chip

COLUMNAS = (
    Columna("Nombre", "nombre_con_sigla", orden="nombre", url=Actor.get_absolute_url),
    Columna("Tipo", "tipo.nombre", orden="tipo__nombre"),
    Columna("Sector", Actor.get_sector_display, orden="sector"),
    Columna("Ámbito", Actor.get_ambito_display, orden="ambito"),
    Columna("Código", "codigo", tipo="codigo", orden="codigo"),
)
SITUACION = Columna("Situación", lambda actor: chip("retirado", "cerrado") if actor.retirado else chip("en uso"))


@require_safe
def lista(request):
    exigir(puede_ver_directorio(request.user))
    visibles = Actor.objects.visibles_para(request.user).select_related("tipo")
    filtro = FiltroDeActores(request.GET, queryset=visibles)
    tabla = Tabla(
        (*COLUMNAS, SITUACION) if request.GET.get("retirados") else COLUMNAS,
        filtro.qs,
        request,
        orden_inicial=("nombre",),
        titulo="Directorio de actores",
        sustantivo=("actor", "actores"),
        vacio="El directorio aún no tiene actores.",
    )
    contexto = {"tabla": tabla, "filtro": filtro, "puede_crear": puede_crear_actor(request.user)}
    return mostrar_listado(request, "actores/actores/lista.html", contexto, "actores")
