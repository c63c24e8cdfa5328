"""Lo de territorios que se halla con el buscador: un directorio común del personal."""

from django.urls import reverse

from comun.buscador import Buscable, registrar
from territorios.elecciones import por_nombre
from territorios.models import Comuna, DireccionRegional, Territorio
from territorios.permissions import puede_ver_directorio


def _comunas(usuario):
    return Comuna.objects.con_division() if puede_ver_directorio(usuario) else Comuna.objects.none()


def _nota_de_comuna(comuna):
    return f"provincia de {comuna.provincia} · {comuna.provincia.region.nombre_corto} · los territorios que la abarcan"


registrar(
    Buscable(
        "Territorios",
        "geo-alt",
        puesto=80,
        prefijo=Territorio.PREFIJO,
        visibles=Territorio.objects.visibles_para,
        buscar=lambda filas, texto: filas.con_texto(texto).order_by("nombre", "codigo"),
        nota=Territorio.get_tipo_display,
        listado=("territorios_lista", "texto"),
    ),
    Buscable(
        "Comunas",
        "geo-alt",
        puesto=90,
        visibles=_comunas,
        buscar=lambda filas, texto: por_nombre("comuna")(filas, texto).order_by("nombre", "codigo"),
        nota=_nota_de_comuna,
        url=lambda comuna: reverse("territorios_lista", query={"texto": comuna.nombre}),
    ),
    Buscable(
        "Direcciones regionales",
        "building",
        puesto=100,
        prefijo="D",
        visibles=DireccionRegional.objects.visibles_para,
        buscar=lambda filas, texto: por_nombre("direccion")(filas, texto).de_norte_a_sur(),
        nota=lambda direccion: direccion.vigencia_legible,
    ),
)
