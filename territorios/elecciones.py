"""Lo que se elige por su nombre: territorios y divisiones de Chile."""

from django.db.models import Exists, OuterRef, Q

from comun.busqueda import SinTildes, normalizar
from comun.eleccion import Fuente, registrar
from territorios.models import Comuna, NombreAlternativo, Provincia, Territorio
from territorios.permissions import puede_ver_directorio


def _por_nombre(nivel):
    """Los que llevan el texto en su código, en su nombre o en alguno de sus otros nombres."""

    def buscar(filas, texto):
        buscado = normalizar(texto)
        otros = NombreAlternativo.objects.filter(**{nivel: OuterRef("pk")}, busqueda__contains=buscado)
        planas = filas.annotate(nombre_plano=SinTildes("nombre"))
        return planas.filter(Q(nombre_plano__contains=buscado) | Q(codigo__startswith=buscado) | Exists(otros))

    return buscar


def _comunas(filas, texto):
    return _por_nombre("comuna")(filas, texto).order_by("nombre", "codigo")


def _provincias(filas, texto):
    return _por_nombre("provincia")(filas, texto).order_by("nombre", "codigo")


registrar(
    Fuente(
        "comuna",
        puede=puede_ver_directorio,
        consulta=lambda usuario: Comuna.objects.con_division(),
        buscar=_comunas,
        nota=lambda comuna: comuna.provincia.region.nombre_corto,
    )
)
registrar(
    Fuente(
        "provincia",
        puede=puede_ver_directorio,
        consulta=lambda usuario: Provincia.objects.select_related("region"),
        buscar=_provincias,
        nota=lambda provincia: provincia.region.nombre_corto,
    )
)
registrar(
    Fuente(
        "territorio",
        puede=puede_ver_directorio,
        consulta=Territorio.objects.visibles_para,
        buscar=lambda filas, texto: filas.con_texto(texto).order_by("nombre", "codigo"),
        nota=Territorio.get_tipo_display,
    )
)
