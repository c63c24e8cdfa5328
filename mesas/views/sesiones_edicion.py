"""Registrar y editar una sesión, y pegar su asistencia desde Excel."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from comun.acceso import exigir, obtener_visible
from mesas.asistencia import guardar_lista
from mesas.forms.asistencia import AsistenciaPegada, PegarForm
from mesas.forms.renglones import datos_de
from mesas.forms.sesion_entera import SesionEntera
from mesas.models import AsistenciaCerrada, FaltaMotivo, Mesa, Sesion
from mesas.nomina import NominaRechazada
from mesas.permissions import puede_crear_alguna_mesa, puede_editar_mesa, puede_editar_sesion
from mesas.views.escritura import mesa_editable

YA_APROBADA = "El acta de esta sesión está aprobada: un error se corrige rectificando el acta."
PREFIJO_DE_PEGADOS = "filas"


def sesion_editable(usuario, codigo):
    """La sesión que el usuario ve y puede editar; 404 si no la ve, 403 si sólo la lee o su acta está aprobada."""
    sesion = obtener_visible(Sesion.objects.select_related("instancia__mesa"), usuario, codigo=codigo)
    exigir(puede_editar_mesa(usuario, sesion.instancia.mesa))
    exigir(puede_editar_sesion(usuario, sesion), YA_APROBADA)
    return sesion


@require_http_methods(["GET", "POST"])
def crear(request):
    codigo = request.POST.get("mesa") or request.GET.get("mesa", "")
    if not codigo.isprintable() or not codigo:
        return elegir_mesa(request)
    mesa = mesa_editable(request.user, codigo)
    datos, archivos = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    pantalla = SesionEntera(Sesion(), mesa=mesa, hoy=localdate(), por=request.user, data=datos, files=archivos)
    if request.method == "POST" and (sesion := guardada(pantalla, request.user)):
        decir(request, f"Sesión {sesion.codigo} registrada.", pantalla)
        return redirect(seguir(request, sesion))
    return mostrar(request, pantalla)


@require_http_methods(["GET", "POST"])
def editar(request, codigo):
    sesion = sesion_editable(request.user, codigo)
    datos, archivos = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    pantalla = SesionEntera(
        sesion, mesa=sesion.instancia.mesa, hoy=localdate(), por=request.user, data=datos, files=archivos
    )
    if request.method == "POST" and guardada(pantalla, request.user):
        decir(request, "Sesión guardada.", pantalla)
        return redirect(seguir(request, sesion))
    return mostrar(request, pantalla)


def guardada(pantalla, usuario):
    """La sesión, si todo valía y se guardó; si no, None, y el archivo subido queda apartado para el próximo intento."""
    if pantalla.es_valida() and (sesion := pantalla.guardar(por=usuario)):
        return sesion
    pantalla.archivo.apartar()
    return None


def decir(peticion, frase, pantalla):
    """Lo que se guardó y, si algún plazo cae en un día que no es hábil, cuál."""
    messages.success(peticion, frase)
    for aviso in pantalla.puntos.avisos:
        messages.warning(peticion, aviso)


def seguir(peticion, sesion):
    """Adónde se va después de guardar: a la ficha o, con «Guardar y seguir», a la misma parte de la pantalla."""
    parte = peticion.POST.get("seguir")
    return f"{reverse('sesion_editar', args=[sesion.codigo])}#{parte}" if parte else sesion.get_absolute_url()


def mostrar(peticion, pantalla):
    sesion = pantalla.sesion if pantalla.sesion.pk else None
    contexto = {"pantalla": pantalla, "mesa": pantalla.mesa, "sesion": sesion}
    contexto |= {"form": pantalla.form, "recuentos": pantalla.recuentos, "lista": pantalla.lista}
    contexto |= {"visitas": pantalla.visitas, "puntos": pantalla.puntos, "archivo": pantalla.archivo}
    return render(peticion, "mesas/sesiones/editar.html", contexto)


def elegir_mesa(peticion):
    """De qué mesa es la sesión; si sólo puede ser de una, no se pregunta."""
    exigir(puede_crear_alguna_mesa(peticion.user))
    mesas = Mesa.objects.que_edita(peticion.user).order_by("nombre", "codigo")
    if len(mesas) == 1:
        return redirect(reverse("sesion_crear", query={"mesa": mesas[0].codigo}))
    return render(peticion, "mesas/sesiones/elegir_mesa.html", {"mesas": mesas})


@require_http_methods(["GET", "POST"])
def pegar_asistencia(request, codigo):
    """Dos pasos: lo pegado se muestra reconocido fila por fila; confirmado, se anota todo o nada."""
    sesion = sesion_editable(request.user, codigo)
    if not sesion.es_nominal:
        raise Http404("La sesión sólo dice cuántos asistieron.")
    contexto = {"sesion": sesion, "mesa": sesion.instancia.mesa}
    if request.method == "GET" or "revisar" in request.POST:
        form = PegarForm(request.POST if "revisar" in request.POST else None)
        if not form.is_bound or not form.is_valid():
            return render(request, "mesas/sesiones/pegar.html", {**contexto, "form": form})
        filas = AsistenciaPegada(datos_de(form.filas, PREFIJO_DE_PEGADOS), prefix=PREFIJO_DE_PEGADOS)
        filas.is_valid()
    else:
        filas = AsistenciaPegada(request.POST, prefix=PREFIJO_DE_PEGADOS)
        if filas.is_valid() and anotar_pegados(filas, sesion, request):
            messages.success(request, "Asistencia anotada.")
            return redirect("sesion_detalle", sesion.codigo)
    contexto["motivo"] = request.POST.get("motivo", "")
    return render(request, "mesas/sesiones/revisar.html", {**contexto, "filas": filas})


def anotar_pegados(filas, sesion, peticion):
    """Anota lo pegado; si no se pudo, falso, y las filas dicen por qué."""
    motivo = peticion.POST.get("motivo", "").strip()[:500]
    try:
        guardar_lista(por=peticion.user, sesion=sesion, marcas={}, renglones=filas.renglones(), motivo=motivo)
    except NominaRechazada as rechazo:
        filas.anotar_errores(rechazo.errores)
    except (FaltaMotivo, AsistenciaCerrada) as error:
        messages.error(peticion, str(error))
    else:
        return True
    return False
