"""Quién puede cambiar el directorio de territorios."""

from territorios.models import DireccionRegional


def puede_ver_directorio(usuario):
    """Territorios y direcciones son un directorio común de todo el personal; un observador no lo recorre."""
    return usuario.ve_todo or usuario.es_regional


def puede_crear_territorio(usuario):
    """Crean territorios quienes editan en una región y la unidad nacional; después rige `puede_editar_territorio`."""
    return usuario.es_editor_regional or usuario.es_nacional


def puede_editar_territorio(usuario, territorio):
    """Un territorio lo editan las direcciones cuyas regiones toca; uno nacional, la unidad nacional.

    «Toca» es por sus comunas, por sus provincias o porque se declara en esa región. Uno del que no se sabe la región
    es de la unidad nacional hasta que se anote. Lo que cubría una predecesora no basta: Los Lagos no edita lo que
    hoy es sólo de Los Ríos. Quien lee en una región, observa o administra no edita aquí.
    """
    if usuario.es_nacional:
        return territorio.es_nacional or not territorio.regiones().exists()
    if not usuario.es_editor_regional or territorio.es_nacional:
        return False
    propias = DireccionRegional.objects.filter(usuarios=usuario)
    return propias.de_regiones(territorio.regiones().order_by()).exists()
