"""Quién puede qué con organizaciones y personas. Cada predicado dice su regla en prosa."""

from django.db.models import Exists, OuterRef, Q

from actores.models import Actor, Persona, Representacion
from territorios.models import DireccionRegional, Region

AMBITOS_NACIONALES = frozenset({Actor.Ambito.NACIONAL, Actor.Ambito.INTERNACIONAL})


def puede_ver_directorio(usuario):
    """El directorio de actores es común a todo el personal; los observadores no lo recorren."""
    return usuario.is_authenticated and not usuario.es_observador


def puede_crear_actor(usuario):
    """Anota actores nuevos quien escribe: una editora regional o la unidad nacional."""
    return usuario.es_editor_regional or usuario.es_nacional


def puede_editar_actor(usuario, actor):
    """Edita un actor la regional en cuyas regiones trabaja; los nacionales y los sin región, la unidad nacional."""
    if usuario.es_nacional:
        return es_asunto_nacional(actor)
    if not usuario.es_editor_regional or es_asunto_nacional(actor):
        return False
    propias = DireccionRegional.objects.filter(usuarios=usuario)
    return propias.de_regiones(actor.regiones.all()).exists()


def actores_que_edita(usuario):
    """Todos los que `puede_editar_actor` le deja editar, como consulta."""
    con_region = Actor.objects.de_regiones(Region.objects.all())
    propios = con_region.exclude(ambito__in=AMBITOS_NACIONALES)
    if usuario.es_nacional:
        return Actor.objects.exclude(pk__in=propios.values("pk"))
    if not usuario.es_editor_regional:
        return Actor.objects.none()
    return propios.de_regiones(Region.objects.filter(direcciones__usuarios=usuario))


def es_asunto_nacional(actor):
    """Lo es un actor de ámbito nacional o internacional, o que no trabaja en ninguna región en particular."""
    if actor.ambito in AMBITOS_NACIONALES:
        return True
    return not actor.regiones.exists()


def puede_ver_contacto(usuario, persona):
    """El correo y el teléfono de una persona los lee sólo quien puede editarla, y la administración.

    La edita quien puede editar alguno de los actores que ella representa o representó.
    """
    return usuario.es_administrador or puede_editar_persona(usuario, persona)


def puede_editar_persona(usuario, persona):
    """La edita quien edita alguno de los actores que representa; sin actores, la unidad nacional."""
    actores = [representacion.actor for representacion in persona.representaciones.select_related("actor")]
    if not actores:
        return usuario.es_nacional
    return any(puede_editar_actor(usuario, actor) for actor in actores)


def personas_que_edita(usuario):
    """Todas las que `puede_editar_persona` le deja editar, como consulta."""
    de_las_suyas = Representacion.objects.filter(persona=OuterRef("pk"), actor__in=actores_que_edita(usuario))
    editables = Q(Exists(de_las_suyas))
    if usuario.es_nacional:
        editables |= ~Q(Exists(Representacion.objects.filter(persona=OuterRef("pk"))))
    return Persona.objects.filter(editables)


def puede_administrar_cuentas(usuario):
    """Las cuentas las lleva sólo quien administra; para los demás esas páginas no existen."""
    return usuario.es_administrador
