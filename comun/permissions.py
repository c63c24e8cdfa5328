"""Quién puede qué con lo que es común a todos los objetos."""


def puede_ver_historial(usuario):
    """Quién cambió qué lo lee el personal: el historial nombra personas."""
    return usuario.is_authenticated and not usuario.es_observador


def puede_ver_eliminados(usuario):
    """Lo eliminado hace poco lo mira quien escribe (una editora regional o la unidad nacional) y la administración."""
    return usuario.es_editor_regional or usuario.ve_todo


def puede_deshacer(usuario, borrado):
    """Restituye lo que ve quien edita en una región; la unidad nacional, sólo lo que eliminó ella misma."""
    if usuario.es_nacional:
        return borrado.por is None or borrado.por.es_nacional
    return usuario.es_editor_regional
