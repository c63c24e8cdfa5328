"""Los vínculos de un actor con otros, editados en su lugar."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actores.forms.vinculo import vinculos_desde
from actores.models import Actor
from actores.permissions import puede_editar_actor
from comun.acceso import exigir, obtener_visible


@require_http_methods(["GET", "POST"])
def editar(request, codigo):
    actor = obtener_visible(Actor.objects.all(), request.user, codigo=codigo)
    exigir(puede_editar_actor(request.user, actor))
    filas = vinculos_desde(actor, data=request.POST or None)
    if request.method == "POST" and filas.is_valid() and filas.guardar(por=request.user):
        messages.success(request, f"Los vínculos de {actor} quedaron guardados.")
        return redirect(actor)
    otros = actor.vinculos_desde.select_related("origen", "destino").order_by("tipo", "pk")
    contexto = {
        "actor": actor,
        "filas": filas,
        "hacia_aqui": [(*v.visto_desde(actor), v.vigencia_legible) for v in otros],
    }
    return render(request, "actores/vinculos/editar.html", contexto)
