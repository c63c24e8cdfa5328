"""Lo que hace una persona sin cuenta: responder con el enlace que se le mandó y verificar un acta."""

import json

from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from comun.cuota import dentro_de_la_cuota
from mesas.armado.acta import instituciones_presentes, sesion_descrita
from mesas.convocatoria import cuando
from mesas.forms.convocatoria import FormularioDeRespuesta
from mesas.models import Acta, Convocado, EnlaceFirmado, RespuestaRechazada

# Enlaces que no sirven, por conexión; los que sirven no se cuentan.
MALOS_POR_LAPSO, LAPSO = 30, 10 * 60


@never_cache
@require_http_methods(["GET", "POST"])
def responder(request, token):
    uno = _convocado_de(token)
    if uno is None:
        return no_sirve(request)
    form = FormularioDeRespuesta(request.POST or None, convocado=uno)
    if request.method == "POST" and form.is_valid():
        try:
            uno.responder(**form.cleaned_data, al=timezone.now())
        except RespuestaRechazada as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Gracias: tu respuesta quedó guardada. Puedes cambiarla hasta la sesión.")
            return redirect("convocatoria_responder", token)
    sesion = uno.sesion
    puntos = sesion.puntos.select_related("responsable").en_orden()
    contexto = {"form": form, "convocado": uno, "sesion": sesion, "puntos": puntos, "cuando": cuando(sesion)}
    return render(request, "mesas/convocatoria/responder.html", contexto)


@never_cache
@require_safe
def verificar(request, token):
    """Si el acta sigue vigente, tal como se aprobó. Muestra instituciones, nunca personas ni textos."""
    acta = Acta.objects.aprobadas().select_related("sesion").filter(token=token).first()
    if acta is None:
        return no_sirve(request, "mesas/verificar/no_existe.html")
    if not acta.esta_integra():
        return render(request, "mesas/verificar/alterado.html", {"acta": acta})
    contenido = json.loads(acta.contenido)
    contexto = {
        "acta": acta,
        "contenido": contenido,
        "sesion": sesion_descrita(contenido["sesion"]),
        "instituciones": instituciones_presentes(contenido),
        "posterior": Acta.objects.aprobadas().filter(rectifica=acta).first(),
    }
    return render(request, "mesas/verificar/detalle.html", contexto)


def no_sirve(peticion, plantilla="mesas/convocatoria/no_sirve.html"):
    """Lo mismo para un enlace que nunca existió, que venció o que se revocó; quien prueba muchos, se detiene."""
    if not dentro_de_la_cuota(peticion, "enlace_firmado", cuantas=MALOS_POR_LAPSO, segundos=LAPSO):
        return respond_429(peticion)
    return render(peticion, plantilla, status=404)


def _convocado_de(token):
    enlace = EnlaceFirmado.objects.del_token(token, proposito=EnlaceFirmado.Proposito.CONVOCATORIA, al=timezone.now())
    if enlace is None:
        return None
    suyos = Convocado.objects.con_quien_es().filter(sesion__codigo=enlace.sobre, actor=enlace.actor_id)
    return suyos.filter(persona=enlace.persona_id).first()
