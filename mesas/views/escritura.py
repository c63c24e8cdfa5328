"""Lo que comparten las vistas que escriben en una mesa: encontrarla con derecho a editarla y llamar a un verbo."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404

from comun.acceso import exigir, obtener_visible
from comun.models import EdicionSimultanea
from mesas.models import ActaIncompleta, FaltaMotivo, Mesa, TransicionInvalida
from mesas.permissions import puede_editar_mesa


def mesa_editable(usuario, codigo):
    """La mesa que el usuario ve y puede editar; 404 si no la ve, 403 si sólo la lee."""
    mesa = obtener_visible(Mesa.objects.con_direcciones(), usuario, codigo=codigo)
    exigir(puede_editar_mesa(usuario, mesa))
    return mesa


def parte_editable(queryset, usuario, codigo):
    """Una parte con código (documento, actividad…) de una mesa que el usuario puede editar, con su mesa."""
    visibles = queryset.filter(mesa__in=Mesa.objects.visibles_para(usuario))
    parte = get_object_or_404(visibles.select_related("mesa"), codigo=codigo)
    exigir(puede_editar_mesa(usuario, parte.mesa))
    return parte


def cumplir(form, verbo):
    """Llama al verbo; si el dominio lo rechaza, lo dice en el formulario y devuelve False."""
    try:
        verbo()
    except (ActaIncompleta, TransicionInvalida, FaltaMotivo, EdicionSimultanea) as error:
        form.add_error(None, str(error))
    except ValidationError as error:
        form.add_error(None, error.messages)
    else:
        return True
    return False
