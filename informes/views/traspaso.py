"""Pasar a otra persona, en un paso, lo que alguien tiene a cargo. Sólo para quien administra las cuentas."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from actores.models import Usuario
from comun.acceso import obtener_visible
from informes.a_cargo import lo_que_sigue_a
from mesas.forms.traspaso import FormularioDeTraspaso
from mesas.traspaso import NoPuedeLlevarla, traspasar


@require_http_methods(["GET", "POST"])
def traspasar_lo_suyo(request, usuario):
    persona = obtener_visible(Usuario.objects, request.user, username=usuario)
    form = FormularioDeTraspaso(request.POST or None, persona=persona)
    if form.is_valid() and (hecho := _traspasar(form, persona, por=request.user)):
        messages.success(request, hecho)
        return redirect(persona)
    contexto = {
        "persona": persona,
        "form": form,
        "hay_mesas": bool(form.fields["mesas"].queryset),
        "hay_quien": form.fields["a"].queryset.exists(),
        "grupos": lo_que_sigue_a(persona),
    }
    return render(request, "actores/usuarios/traspasar.html", contexto)


def _traspasar(form, persona, *, por):
    """Qué se hizo, en una frase; vacío si no se pudo y el formulario dice por qué."""
    datos = form.cleaned_data
    try:
        pasadas = traspasar(de=persona, a=datos["a"], mesas=datos["mesas"], por=por, motivo=datos["motivo"])
    except NoPuedeLlevarla as error:
        form.add_error("a", str(error))
        return ""
    cuantas = "1 mesa pasó" if len(pasadas) == 1 else f"{len(pasadas)} mesas pasaron"
    return f"{cuantas} de {persona} a {datos['a']}."
