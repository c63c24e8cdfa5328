"""Crear, editar y retirar instancias de una mesa."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from mesas.forms.instancia import FormularioDeInstancia, FormularioDeRetiro
from mesas.models import Instancia
from mesas.views.escritura import cumplir, mesa_editable, parte_editable
from mesas.views.secciones import url_de


@require_http_methods(["GET", "POST"])
def crear(request, codigo):
    mesa = mesa_editable(request.user, codigo)
    form = FormularioDeInstancia(request.POST or None, instance=Instancia(mesa=mesa))
    if request.method == "POST" and form.is_valid():
        instancia = form.guardar(por=request.user)
        if instancia:
            messages.success(request, f"Instancia «{instancia}» creada. Anota a sus integrantes.")
            return redirect("integrantes_editar", instancia.codigo)
    contexto = {"titulo": "Nueva instancia", "accion": "Crear instancia", **comunes(mesa, form)}
    return render(request, "mesas/formulario.html", contexto)


@require_http_methods(["GET", "POST"])
def editar(request, codigo):
    instancia = parte_editable(Instancia.objects, request.user, codigo)
    form = FormularioDeInstancia(request.POST or None, instance=instancia)
    if request.method == "POST" and form.is_valid() and form.guardar(por=request.user):
        messages.success(request, f"Instancia «{instancia}» guardada.")
        return redirect(url_de(instancia.mesa, "instancias"))
    contexto = {"titulo": f"Editar «{instancia}»", "accion": "Guardar", **comunes(instancia.mesa, form)}
    return render(request, "mesas/formulario.html", {**contexto, "objeto": instancia})


@require_http_methods(["GET", "POST"])
def retirar(request, codigo):
    """Retira la instancia, o la repone si ya estaba retirada."""
    instancia = parte_editable(Instancia.objects, request.user, codigo)
    verbo, accion = (instancia.reponer, "Reponer") if instancia.retirada else (instancia.retirar, "Retirar")
    form = FormularioDeRetiro(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and cumplir(form, lambda: verbo(por=request.user, motivo=form.cleaned_data["motivo"]))
    ):
        messages.success(request, f"«{instancia}» {'ya no sesiona' if instancia.retirada else 'vuelve a sesionar'}.")
        return redirect(url_de(instancia.mesa, "instancias"))
    frase = "Deja de ofrecerse para sesionar. Sus sesiones e integrantes quedan como están."
    contexto = {
        "titulo": f"{accion} «{instancia}»",
        "accion": accion,
        **comunes(instancia.mesa, form),
        "objeto": instancia,
    }
    return render(request, "mesas/formulario.html", {**contexto, "bajada": "" if instancia.retirada else frase})


def comunes(mesa, form):
    """Lo que comparten los formularios de una instancia."""
    return {"form": form, "mesa": mesa, "volver": url_de(mesa, "instancias"), "seccion": ("Instancias", "instancias")}
