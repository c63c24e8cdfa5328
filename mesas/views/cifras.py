"""La ficha de una cifra declarada: qué dice el documento, dónde, y sobre qué."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actores.models import Sector
from comun.models import CifraDeclarada
from mesas.models import Mesa, Sesion
from mesas.permissions import puede_ver_cifra

CORTES = dict((*Sesion.Tipo.choices, *Sector.choices))


@require_safe
def detalle(request, codigo, puede_ver=puede_ver_cifra, objeto_del_ambito=None):
    """`puede_ver(usuario, cifra)` y `objeto_del_ambito(usuario, código)` los cambia quien conozca más ámbitos."""
    cifra = get_object_or_404(CifraDeclarada, codigo=codigo)
    if not puede_ver(request.user, cifra):
        raise Http404
    objeto = (objeto_del_ambito or mesa_visible)(request.user, cifra.ambito)
    contexto = {
        "cifra": cifra,
        "que_mide": que_mide(cifra),
        "anio": str(cifra.anio) if cifra.anio else "",
        "nombre_ambito": str(objeto) if objeto else cifra.ambito,
        "url_ambito": objeto.get_absolute_url() if objeto else "",
    }
    return render(request, "comun/cifras/detalle.html", contexto)


def que_mide(cifra):
    """«Sesiones: capacitación»: la clave de la métrica y su corte, en palabras."""
    mide = cifra.mide.replace("_", " ").capitalize()
    return f"{mide}: {CORTES.get(cifra.detalle, cifra.detalle)}" if cifra.detalle else mide


def mesa_visible(usuario, codigo):
    """La mesa del código, si quien mira la ve; None si es otro ámbito."""
    return Mesa.objects.visibles_para(usuario).filter(codigo=codigo).first()
