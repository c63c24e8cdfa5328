"""La página base de un listado: la plantilla del sitio, el mismo filtro, dos consultas y 25 filas sin adornos.

Muestra lo que la persona alcanza y enlaza cada fila con su ficha, porque sin eso no sería un listado; no ordena, no une
tablas, no anota ni dibuja nada.
"""

from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import engines
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

POR_PAGINA = 25
PLANTILLA = """
{{% extends "base.html" %}}
{{% block titulo %}}{titulo}{{% endblock %}}
{{% block contenido %}}
{{% filtro filtro tabla %}}
<table class="tabla">
<thead><tr>{encabezados}</tr></thead>
<tbody>{{% for fila in pagina %}}<tr>{celdas}</tr>
{{% endfor %}}</tbody>
</table>
<p>{{{{ pagina.number }}}} de {{{{ pagina.paginator.num_pages }}}}</p>
{{% if pagina.has_next %}}<a href="?pagina={{{{ pagina.next_page_number }}}}">Siguiente</a>{{% endif %}}
{{% endblock %}}
"""


@dataclass(frozen=True)
class Listado:
    """Un listado del producto: el nombre de su dirección, su filtro y tantos campos propios como columnas muestra."""

    nombre_url: str
    filtro: str
    campos: tuple[str, ...]

    @property
    def nombre(self):
        return self.nombre_url.removesuffix("_lista")

    @property
    def clase_del_filtro(self):
        return import_string(self.filtro)

    @cached_property
    def plantilla(self):
        encabezados = "".join(f"<th>{campo}</th>" for campo in self.campos)
        primera, *otras = self.campos
        celdas = f'<td><a href="{{{{ fila.get_absolute_url }}}}">{{{{ fila.{primera} }}}}</a></td>'
        celdas += "".join(f"<td>{{{{ fila.{campo} }}}}</td>" for campo in otras)
        texto = PLANTILLA.format(titulo=self.nombre, encabezados=encabezados, celdas=celdas)
        return engines["django"].from_string(texto)


LISTADOS = (
    Listado(
        "territorios_lista",
        "territorios.filtersets.TerritorioFilterSet",
        ("codigo", "nombre", "get_tipo_display", "tema", "vigente_desde", "vigente_hasta"),
    ),
    Listado(
        "actores_lista",
        "actores.filtersets.FiltroDeActores",
        ("nombre", "sigla", "es_colectivo", "get_sector_display", "get_ambito_display", "codigo"),
    ),
    Listado(
        "mesas_lista",
        "mesas.filtersets.FiltroDeMesas",
        ("codigo", "nombre", "tema", "get_tipo_display", "get_fase_display", "inicio"),
    ),
    Listado(
        "sesiones_lista",
        "mesas.filtersets.FiltroDeSesiones",
        (
            "codigo",
            "titulo",
            "numero",
            "lugar",
            "get_tipo_display",
            "desde",
            "get_estado_display",
            "asistencia_declarada",
            "producto",
        ),
    ),
    Listado(
        "compromisos_lista",
        "mesas.filtersets.FiltroDeCompromisos",
        ("codigo", "accion", "vence", "get_origen_display", "fuente", "estado", "monto"),
    ),
    Listado(
        "proyectos_lista", "informes.filtersets.ProyectoFilterSet", ("codigo", "titulo", "moneda", "inicio", "fin")
    ),
    Listado("informes_lista", "informes.filtersets.InformeAnualFilterSet", ("codigo", "anio", "version", "fuente")),
)


@require_safe
def pagina_base(request, nombre_url):
    listado = next(listado for listado in LISTADOS if listado.nombre_url == nombre_url)
    clase = listado.clase_del_filtro
    filtro = clase(request.GET, request=request, queryset=clase.Meta.model.objects.visibles_para(request.user))
    paginas = Paginator(filtro.qs.order_by("pk"), POR_PAGINA)
    contexto = {
        "filtro": filtro,
        "tabla": SimpleNamespace(filtrada=bool(request.GET)),
        "pagina": paginas.get_page(request.GET.get("pagina")),
    }
    return HttpResponse(listado.plantilla.render(contexto, request))
