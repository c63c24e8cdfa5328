"""Crear, corregir, retirar y reponer actores del directorio."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actores.forms.actor import FormularioDeActor, FormularioDeMotivo
from actores.models import Actor
from actores.permissions import puede_crear_actor, puede_editar_actor
from comun.acceso import exigir, obtener_visible


def _editable(request, codigo, **condicion):
    actor = obtener_visible(Actor.objects.all(), request.user, codigo=codigo, **condicion)
    exigir(puede_editar_actor(request.user, actor))
    return actor


@require_http_methods(["GET", "POST"])
def crear(request):
    exigir(puede_crear_actor(request.user))
    form = FormularioDeActor(request.POST or None, usuario=request.user)
    if request.method == "POST" and form.is_valid() and (actor := form.guardar(por=request.user)):
        messages.success(request, f"{actor.nombre} quedó en el directorio. Ahora puedes agregar quién lo representa.")
        return redirect(actor)
    contexto = {"form": form, "parecidos": [_presentar(uno) for uno in form.parecidos]}
    return render(request, "actores/actores/formulario.html", contexto)


@require_http_methods(["GET", "POST"])
def editar(request, codigo):
    actor = _editable(request, codigo)
    form = FormularioDeActor(request.POST or None, instance=actor, usuario=request.user)
    if request.method == "POST" and form.is_valid() and form.guardar(por=request.user):
        messages.success(request, f"{form.instance.nombre} quedó guardado.")
        return redirect(form.instance)
    return render(request, "actores/actores/formulario.html", {"form": form})


@require_http_methods(["GET", "POST"])
def retirar(request, codigo):
    return _cambiar_situacion(request, _editable(request, codigo, retirado=False), "retirar")


@require_http_methods(["GET", "POST"])
def reponer(request, codigo):
    return _cambiar_situacion(request, _editable(request, codigo, retirado=True), "reponer")


def _presentar(actor):
    """(quién es, su ficha, lo que lo distingue) de uno parecido."""
    notas = [actor.tipo.nombre, actor.codigo, *(["retirado"] if actor.retirado else [])]
    return actor.nombre_con_sigla, actor.get_absolute_url(), " · ".join(notas)


def _cambiar_situacion(request, actor, verbo):
    form = FormularioDeMotivo(request.POST or None, instance=actor)
    if request.method == "POST" and form.is_valid() and form.guardar(por=request.user):
        hecho = (
            "quedó retirado: ya no se ofrece para elegir" if verbo == "retirar" else "se ofrece otra vez para elegir"
        )
        messages.success(request, f"{actor.nombre} {hecho}.")
        return redirect(actor)
    return render(request, "actores/actores/situacion.html", {"form": form, "actor": actor, "verbo": verbo})
