"""Lo eliminado hace poco, y el botón que lo restituye."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from comun import borrado as borrados
from comun.acceso import exigir, obtener_visible
from comun.models import Borrado
from comun.permissions import puede_deshacer, puede_ver_eliminados

A_LO_MAS = 100


@require_safe
def lista(request):
    exigir(puede_ver_eliminados(request.user))
    visibles = Borrado.objects.visibles_para(request.user).recientes(ahora=timezone.now())
    filas = visibles.select_related("por").defer("contenido").order_by("-borrado_at", "-pk")[:A_LO_MAS]
    contexto = {"filas": [(fila, puede_deshacer(request.user, fila)) for fila in filas]}
    return render(request, "comun/eliminados/lista.html", contexto)


@require_POST
def deshacer(request, numero):
    if not (numero.isascii() and numero.isdecimal() and len(numero) < 10):
        raise Http404
    borrado = obtener_visible(Borrado.objects.select_related("por"), request.user, pk=numero)
    exigir(puede_ver_eliminados(request.user) and puede_deshacer(request.user, borrado))
    try:
        objeto = borrados.deshacer(borrado, por=request.user)
    except borrados.NoSePuedeDeshacer as error:
        messages.error(request, str(error))
        return redirect("eliminados_lista")
    messages.success(request, f"«{objeto}» volvió como estaba, con sus partes.")
    return redirect(objeto) if hasattr(objeto, "get_absolute_url") else redirect("eliminados_lista")
