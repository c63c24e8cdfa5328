"""Quién puede qué con las mesas. Cada predicado dice su regla en prosa."""

from mesas.models import Mesa
from territorios.models import DireccionRegional


def puede_crear_alguna_mesa(usuario):
    """Crea mesas quien edita en una región, en sus direcciones, y la unidad nacional, las nacionales."""
    return usuario.es_nacional or usuario.es_editor_regional


def puede_crear_mesa(usuario, direcciones):
    """Crea una mesa la editora de alguna de sus direcciones; una nacional, sin dirección, la unidad nacional."""
    direcciones = list(direcciones)
    if not direcciones:
        return usuario.es_nacional
    if not usuario.es_editor_regional:
        return False
    claves = [direccion.pk for direccion in direcciones]
    return DireccionRegional.objects.al_alcance_de(usuario).filter(pk__in=claves).exists()


def puede_editar_mesa(usuario, mesa):
    """Escribe en una mesa la editora de cualquiera de sus direcciones (o de su sucesora); en las nacionales, la unidad.

    La administración repara desde el admin; en la aplicación sólo lee.
    """
    return puede_crear_mesa(usuario, mesa.direcciones.all())


def puede_editar_sesion(usuario, sesion):
    """Escribe en una sesión quien edita su mesa, mientras ningún acta suya esté aprobada; después, se rectifica."""
    return not sesion.actas.aprobadas().exists() and puede_editar_mesa(usuario, sesion.instancia.mesa)


def puede_ver_personas(usuario):
    """Los nombres de representantes los lee el personal; un observador ve instituciones, nunca personas."""
    return usuario.is_authenticated and not usuario.es_observador


def puede_ver_cifra(usuario, cifra):
    """La ficha de una cifra declarada de una mesa la ve quien ve esa mesa; las de otro ámbito, el personal."""
    if cifra.ambito.startswith(f"{Mesa.PREFIJO}-"):
        return Mesa.objects.visibles_para(usuario).filter(codigo=cifra.ambito).exists()
    return usuario.is_authenticated and not usuario.es_observador
