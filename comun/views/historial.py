"""La página de historial de cualquier objeto."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from comun.acceso import exigir
from comun.historial import historiado, leer
from comun.permissions import puede_ver_historial


@require_safe
def historial(request, tipo, codigo):
    tipo = historiado(tipo)
    objeto = tipo.objeto(request.user, codigo)
    exigir(puede_ver_historial(request.user))
    pagina = leer(tipo, objeto, request.user, request.GET.get("pagina"))
    return render(request, "comun/historial/detalle.html", {"objeto": objeto, "historial": pagina})
