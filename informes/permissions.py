"""Quién puede qué con proyectos e informes. Ver es cosa de `visibles_para`; aquí, hacer (y ver cifras declaradas)."""

from django.db.models import Q

from informes.models import Indicador, Proyecto
from mesas import permissions as de_mesas


def puede_ver_cifra(usuario, cifra):
    """Además de quien ve su mesa: quien ve un proyecto con un indicador al que esa cifra le propone su logro.

    La de un proyecto la ve quien ve ese proyecto (decisiones: quien ve un informe ve las filas de sus cifras).
    """
    if cifra.ambito.startswith(f"{Proyecto.PREFIJO}-"):
        return Proyecto.objects.visibles_para(usuario).filter(codigo=cifra.ambito).exists()
    return de_mesas.puede_ver_cifra(usuario, cifra) or _la_usa_un_informe_visible(usuario, cifra)


def _la_usa_un_informe_visible(usuario, cifra):
    proyectos = Proyecto.objects.visibles_para(usuario)
    medidos = Indicador.objects.filter(metrica=cifra.mide, corte=cifra.detalle, mesa__codigo=cifra.ambito)
    return medidos.filter(Q(producto__proyecto__in=proyectos) | Q(resultado_pais__proyecto__in=proyectos)).exists()


def puede_editar_proyecto(usuario, proyecto):
    """Un editor regional, si alguna dirección del proyecto es suya; la unidad nacional, si no es de ninguna.

    Un proyecto puede pertenecer a varias direcciones y cualquiera de ellas da el derecho (decisiones, Quién hace qué).
    """
    return _puede_con(usuario, proyecto.direcciones.all())


def puede_editar_informe(usuario, informe):
    """Quien edita su proyecto, mientras el informe esté en borrador u observado."""
    return informe.se_edita and puede_editar_proyecto(usuario, informe.proyecto)


def puede_enviar_informe(usuario, informe):
    """Quien edita su proyecto: lo envía a revisión, lo retira de ella y responde lo observado."""
    return puede_editar_proyecto(usuario, informe.proyecto)


def puede_revisar_informe(usuario, informe):
    """La unidad nacional comenta, observa y emite los informes de todo el país."""
    return usuario.es_nacional


def puede_emitir_informe(usuario, informe):
    """La unidad nacional, salvo quien lo escribió o lo envió (cuatro ojos)."""
    return usuario.es_nacional and not informe.lo_escribio(usuario)


def puede_corregir_informe(usuario, informe):
    """Quien lo escribe, o la unidad nacional: abre el borrador de la versión que corrige a la emitida."""
    return usuario.es_nacional or puede_editar_proyecto(usuario, informe.proyecto)


def puede_ver_tablero(usuario):
    """El tablero lo mira el personal, cada quien con lo que ve; a un observador se le dan objetos, no el conjunto."""
    return usuario.ve_todo or usuario.es_regional


def puede_ver_entregas(usuario):
    """El estado de las entregas de todo el país es para quien lee todo el país."""
    return usuario.ve_todo


def puede_recordar_entregas(usuario):
    """La unidad nacional recuerda los plazos por correo."""
    return usuario.es_nacional


def puede_crear_proyecto(usuario, direcciones):
    """Como editarlo: un editor regional en una de sus direcciones; la unidad nacional, uno sin dirección."""
    return _puede_con(usuario, direcciones)


def puede_iniciar_proyecto(usuario):
    """Quien podría crear alguno: los editores regionales y la unidad nacional."""
    return usuario.es_editor_regional or usuario.es_nacional


def _puede_con(usuario, direcciones):
    suyas = {direccion.pk for direccion in direcciones}
    if usuario.es_nacional:
        return not suyas
    if not usuario.es_editor_regional:
        return False
    return bool(suyas & {direccion.pk for direccion in usuario.direcciones.all()})
