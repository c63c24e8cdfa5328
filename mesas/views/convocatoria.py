"""Convocar una sesión: prepararla, ver qué se va a enviar, enviarlo, y seguir las respuestas."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from comun.acceso import exigir, obtener_visible
from comun.fechas import aviso_de
from comun.templatetags.componentes import chip
from mesas import convocatoria
from mesas.forms.convocatoria import (
    FormularioDeCambio,
    FormularioDeCita,
    FormularioDeRespuesta,
    FormularioSinEfecto,
    TablaDePuntos,
)
from mesas.models import Convocado, Instancia, RespuestaRechazada, Sesion, TransicionInvalida
from mesas.permissions import puede_editar_mesa
from mesas.tabla_de_sesion import como_la_ultima, minutos_de, por_traer, preparar, traer_puntos
from mesas.views.escritura import cumplir, parte_editable
from mesas.views.tablas_proceso import chip_de_sesion

TONOS = {"acepta": "verificado", "excusa": "cerrado", "delega": "curso", "": "neutro"}
BORRADOR = "La sesión ya no es un borrador: su convocatoria está en esta página."


def sesion_editable(usuario, codigo, *, tomada=False):
    """La sesión que el usuario ve y puede convocar; 404 si no la ve, 403 si sólo la lee.

    `tomada`: con su fila bloqueada hasta responder, para que nadie la convoque entremedio.
    """
    sesiones = Sesion.objects.select_related("instancia__mesa")
    sesiones = sesiones.select_for_update(of=("self",)) if tomada else sesiones
    sesion = obtener_visible(sesiones, usuario, codigo=codigo)
    exigir(puede_editar_mesa(usuario, sesion.instancia.mesa))
    return sesion


# --- Preparar ---


@require_http_methods(["GET", "POST"])
def nueva(request, codigo):
    instancia = parte_editable(Instancia.objects.en_uso(), request.user, codigo)
    form = FormularioDeCita(
        request.POST or None,
        instance=Sesion(instancia=instancia),
        initial=como_la_ultima(instancia),
        hoy=timezone.localdate(),
        al_crear=partial(preparar, instancia),
    )
    if request.method == "POST" and form.is_valid() and (sesion := form.guardar(por=request.user)):
        messages.success(request, f"Sesión {sesion.codigo} en borrador: todavía no se avisa a nadie.")
        return redirect("sesion_convocar", sesion.codigo)
    mesa = instancia.mesa
    contexto = {"form": form, "mesa": mesa, "titulo": "Preparar una sesión", "accion": "Seguir con la tabla"}
    contexto |= {"volver": mesa.get_absolute_url(), "bajada": f"De {instancia}. Un borrador no avisa a nadie."}
    return render(request, "mesas/formulario.html", contexto)


@require_http_methods(["GET", "POST"])
def datos(request, codigo):
    sesion = sesion_editable(request.user, codigo, tomada=request.method == "POST")
    if sesion.estado != Sesion.Estado.BORRADOR:
        return _volver(request, sesion, BORRADOR)
    form = FormularioDeCita(request.POST or None, instance=sesion, hoy=timezone.localdate())
    if request.method == "POST" and form.is_valid() and form.guardar(por=request.user):
        messages.success(request, "Sesión guardada.")
        return redirect("sesion_convocar", sesion.codigo)
    contexto = {"form": form, "titulo": "Día, hora y lugar", "accion": "Guardar", **_comunes(sesion)}
    return render(request, "mesas/convocatoria/formulario.html", contexto)


@require_http_methods(["GET", "POST"])
def tabla(request, codigo):
    sesion = sesion_editable(request.user, codigo, tomada=request.method == "POST")
    if sesion.estado not in {Sesion.Estado.BORRADOR, Sesion.Estado.CONVOCADA, Sesion.Estado.SUSPENDIDA}:
        return _volver(request, sesion, "La tabla de una sesión hecha o cancelada no se cambia aquí.")
    filas = sesion.puntos.select_related("responsable").en_orden()
    conjunto = TablaDePuntos(request.POST or None, instance=sesion, queryset=filas)
    if request.method == "POST" and conjunto.is_valid() and conjunto.guardar(por=request.user):
        messages.success(request, "Tabla guardada.")
        return redirect("sesion_convocar", sesion.codigo)
    contexto = {"conjunto": conjunto, "titulo": "Tabla de la sesión", **_comunes(sesion)}
    return render(request, "mesas/convocatoria/tabla.html", contexto)


@require_POST
def traer(request, codigo):
    sesion = sesion_editable(request.user, codigo, tomada=True)
    cuantos = traer_puntos(sesion, por=request.user) if sesion.estado == Sesion.Estado.BORRADOR else 0
    messages.success(request, f"Puntos traídos de la última sesión: {cuantos}.")
    return redirect("sesion_convocar", sesion.codigo)


# --- Convocar ---


@require_http_methods(["GET", "POST"])
def convocar(request, codigo):
    sesion = sesion_editable(request.user, codigo)
    if request.method == "POST":
        return _convocar(request, sesion)
    if sesion.estado == Sesion.Estado.BORRADOR:
        return render(request, "mesas/convocatoria/borrador.html", {**_comunes(sesion), **_borrador(sesion)})
    return render(request, "mesas/convocatoria/respuestas.html", {**_comunes(sesion), **_respuestas(sesion)})


def _convocar(peticion, sesion):
    """Convoca, y dice a cuántos se escribió y quiénes no tienen correo."""
    leido = peticion.POST.get("leido", "")
    try:
        aviso = convocatoria.convocar(sesion, por=peticion.user, al=timezone.now(), leido=leido)
    except TransicionInvalida:
        return _volver(peticion, sesion, f"La sesión ya está {sesion.get_estado_display()}: no se volvió a avisar.")
    except convocatoria.NoSePuedeConvocar as error:
        return _volver(peticion, sesion, f"No se convocó. {error}")
    messages.success(peticion, f"Sesión convocada. {avisados(aviso)}")
    if aviso.sin_correo:
        messages.warning(peticion, f"Sin correo: {len(aviso.sin_correo)}. Copia su mensaje y mándaselo por WhatsApp.")
    return redirect("sesion_convocar", sesion.codigo)


def _borrador(sesion):
    puntos = list(sesion.puntos.select_related("responsable", "persona").en_orden())
    suma, sin_minutos = minutos_de(puntos)
    convocados = convocatoria.por_convocar(sesion) if sesion.desde else []
    contexto = {"puntos": puntos, "suma": suma, "sin_minutos": sin_minutos, "por_traer": len(por_traer(sesion))}
    contexto |= {"pasa_de": suma - sesion.duracion if sesion.duracion and suma > sesion.duracion else 0}
    contexto |= {"faltas": convocatoria.que_falta(sesion, al=timezone.now()), "leido": convocatoria.lo_leido(sesion)}
    contexto |= {"inhabil": aviso_de(sesion.desde) if sesion.desde else None}
    contexto |= {"convocados": convocados, "sin_correo": [uno for uno in convocados if not uno.correo]}
    if convocados and sesion.hora_inicio:
        contexto |= {"asunto": convocatoria.asunto(sesion), "carta": convocatoria.carta(convocados[0], "(su enlace)")}
    return contexto


def _respuestas(sesion):
    convocados = list(sesion.convocados.con_quien_es().en_orden())
    cuenta = {valor: sum(uno.respuesta == valor for uno in convocados) for valor in Convocado.Respuesta.values}
    return {
        "filas": [(uno, chip(uno.get_respuesta_display(), TONOS[uno.respuesta])) for uno in convocados],
        "total": len(convocados),
        "respondieron": len(convocados) - cuenta[""],
        "cuenta": cuenta,
        "sin_respuesta": cuenta[""],
        "se_espera": sesion.estado == Sesion.Estado.CONVOCADA,
    }


# --- Después de citar ---

# Acción → (título, botón, verbo)
PASOS = {
    "postergar": ("Cambiar el día, la hora o el lugar", "Cambiar y avisar", convocatoria.reprogramar),
    "segunda-citacion": (
        "Segunda citación",
        "Citar de nuevo y avisar",
        partial(convocatoria.reprogramar, es_otra_citacion=True),
    ),
    "suspender": ("Suspender la sesión", "Suspender y avisar", convocatoria.suspender),
    "cancelar": ("Cancelar la sesión", "Cancelar y avisar", convocatoria.cancelar),
}
BAJADAS = {
    "postergar": "A cada convocado le llega el cambio, su calendario se actualiza y se le vuelve a preguntar si viene.",
    "segunda-citacion": "La anterior no pudo sesionar. Se cita de nuevo a quienes integran la instancia ese día.",
    "suspender": "Se avisa que ese día no hay sesión; después se cita de nuevo, con otro día.",
    "cancelar": "Se avisa que la sesión no se hará. Una sesión cancelada no se vuelve a citar.",
}


@require_http_methods(["GET", "POST"])
def cambiar(request, codigo, accion):
    if accion not in PASOS:
        raise Http404
    sesion = sesion_editable(request.user, codigo)
    titulo, boton, verbo = PASOS[accion]
    form = _formulario_del_paso(request, sesion, accion)
    if request.method == "POST" and form.is_valid():
        con = {"cambios": form.cambios} if isinstance(form, FormularioDeCambio) else {}
        paso = partial(verbo, sesion, por=request.user, al=timezone.now(), motivo=form.cleaned_data["motivo"], **con)
        if cumplir(form, paso):
            messages.success(request, f"Sesión {sesion.get_estado_display()}. El aviso va a quienes tienen correo.")
            return redirect("sesion_convocar", sesion.codigo)
        sesion.refresh_from_db()
    contexto = {"form": form, "titulo": titulo, "accion": boton, "bajada": BAJADAS[accion], **_comunes(sesion)}
    return render(request, "mesas/convocatoria/formulario.html", contexto)


def _formulario_del_paso(peticion, sesion, accion):
    datos = peticion.POST or None
    if accion in {"suspender", "cancelar"}:
        return FormularioSinEfecto(datos)
    inicial = {nombre: getattr(sesion, nombre) for nombre in ("desde", "hora_inicio", "hora_fin", "lugar")}
    return FormularioDeCambio(datos, initial=inicial, hoy=timezone.localdate())


@require_http_methods(["GET", "POST"])
def convocado(request, codigo, clave):
    """La respuesta de alguien, anotada a mano, y lo que se le manda por WhatsApp."""
    sesion = sesion_editable(request.user, codigo)
    uno = get_object_or_404(sesion.convocados.con_quien_es().de_clave(clave))
    form = FormularioDeRespuesta(request.POST or None, convocado=uno).anotada_por_otra_persona()
    if request.method == "POST" and form.is_valid():
        try:
            uno.responder(**form.cleaned_data, al=timezone.now(), por=request.user)
        except RespuestaRechazada as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Anotado: {uno} {uno.get_respuesta_display()}.")
            return redirect("sesion_convocar", sesion.codigo)
    contexto = {"form": form, "convocado": uno, "titulo": str(uno), **_comunes(sesion)}
    contexto["mensaje"] = convocatoria.mensaje_para(uno, al=timezone.now())
    return render(request, "mesas/convocatoria/convocado.html", contexto)


# --- Lo común ---


def _comunes(sesion):
    url = reverse("sesion_convocar", args=[sesion.codigo])
    return {"sesion": sesion, "volver": url, "chip_estado": chip_de_sesion(sesion)}


def _volver(peticion, sesion, frase):
    messages.warning(peticion, frase)
    return redirect("sesion_convocar", sesion.codigo)


def avisados(aviso):
    """«Se escribe a 12 personas.», o lo que corresponda."""
    if not aviso.enviados:
        return "Nadie tiene correo."
    return "Se escribe a una persona." if aviso.enviados == 1 else f"Se escribe a {aviso.enviados} personas."
