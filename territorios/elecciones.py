"""Lo que se elige por su nombre: territorios y divisiones de Chile."""

from django.db.models import Exists, OuterRef, Q

from comun.busqueda import SinTildes, cada_palabra
from comun.eleccion import Fuente, registrar
from territorios.models import Comuna, NombreAlternativo, Provincia, Territorio
from territorios.permissions import puede_ver_directorio


def por_nombre(nivel):
    """Función (filas, texto): las que llevan cada palabra en su código, su nombre o alguno de sus otros nombres."""

    def dice(palabra):
        otros = NombreAlternativo.objects.filter(**{nivel: OuterRef("pk")}, busqueda__contains=palabra)
        return Q(nombre_plano__contains=palabra) | Q(codigo__istartswith=palabra) | Exists(otros)

    def buscar(filas, texto):
        return filas.annotate(nombre_plano=SinTildes("nombre")).filter(cada_palabra(texto, dice))

    return buscar


def _comunas(filas, texto):
    return por_nombre("comuna")(filas, texto).order_by("nombre", "codigo")


def _provincias(filas, texto):
    return por_nombre("provincia")(filas, texto).order_by("nombre", "codigo")


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
