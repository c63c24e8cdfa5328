"""Las cuentas, para quien administra: qué necesita cada una y qué se puede hacer. Para los demás no existen."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actores.cuentas import enlace_para_clave
from actores.filtersets import FiltroDeUsuarios
from actores.forms.usuario import Motivo, Traslado
from actores.models import Usuario
from actores.permissions import puede_administrar_cuentas
from comun.acceso import exigir, obtener_visible
from comun.formatos import formato
from comun.tablas import Columna, Tabla
from comun.tablas_xlsx import mostrar_listado
from comun.templatetags.componentes import chip

DIRECCIONES = "direcciones"


def nombres_de_direcciones(persona):
    """De norte a sur; quien no trabaja en ninguna mira todo el país o lo que se le compartió."""
    nombres = [direccion.nombre for direccion in sorted(persona.direcciones.all(), key=lambda d: d.orden)]
    if nombres or persona.es_regional:
        return ", ".join(nombres)
    return "todo el país" if persona.ve_todo else "lo que se le compartió"


def ultimo_ingreso(persona):
    return formato(persona.last_login, "fecha") if persona.last_login else "nunca"


def situacion(persona):
    if not persona.is_active:
        return chip("desactivada", "cerrado")
    if persona.last_login is None:
        return chip("nunca ha entrado", "accion")
    return chip("activa", "verificado")


COLUMNAS = (
    Columna("Persona", str, orden=("first_name", "last_name", "username"), url=Usuario.get_absolute_url),
    Columna("Usuario", "username", tipo="codigo", orden="username"),
    Columna("Rol", Usuario.get_rol_display, orden="rol"),
    Columna("Direcciones regionales", nombres_de_direcciones),
    Columna("Último ingreso", ultimo_ingreso, tipo="corto", orden="last_login", xlsx="last_login"),
    Columna("Segundo factor", lambda persona: "sí" if persona.tiene_segundo_factor else "no"),
    Columna("Situación", situacion),
)


@require_safe
def lista(request):
    if not puede_administrar_cuentas(request.user):
        raise Http404
    filtro = FiltroDeUsuarios(request.GET, Usuario.objects.con_segundo_factor(), request=request)
    tabla = Tabla(
        COLUMNAS,
        filtro.qs.prefetch_related(DIRECCIONES),
        request,
        orden_inicial=("first_name", "last_name", "username"),
        titulo="Cuentas",
        sustantivo=("cuenta", "cuentas"),
        vacio="Ninguna cuenta es así.",
    )
    salud = [
        (etiqueta, consulta().count(), f"?situacion={clave}")
        for clave, etiqueta, consulta in (
            ("sin-ingresar", "Nunca han entrado", Usuario.objects.sin_ingresar),
            ("sin-segundo-factor", "Sin segundo factor", Usuario.objects.sin_segundo_factor),
            ("inactivas", "Desactivadas", Usuario.objects.inactivos),
        )
    ]
    contexto = {"tabla": tabla, "filtro": filtro, "salud": salud}
    return mostrar_listado(request, "actores/usuarios/lista.html", contexto, "usuarios")


def _cuenta(request, usuario):
    return obtener_visible(Usuario.objects.con_segundo_factor(), request.user, username=usuario)


def _otra_persona(request, usuario):
    """La cuenta, si no es la propia: nadie se quita la llave a sí mismo."""
    persona = _cuenta(request, usuario)
    exigir(persona != request.user, "Tu propia cuenta la cambia otra persona que administre.")
    return persona


def _con_sus_mesas(persona):
    return {"persona": persona, "mesas": persona.mesas_a_cargo.order_by("codigo")}


def _a_lo_que_sigue(persona):
    """Tras cambiar su cuenta: a pasar las mesas que deja, si las tiene; si no, a su ficha."""
    return redirect("usuario_traspasar", persona.username) if persona.mesas_a_cargo.exists() else redirect(persona)


@require_safe
def detalle(request, usuario):
    persona = _cuenta(request, usuario)
    contexto = {
        **_con_sus_mesas(persona),
        "es_propia": persona == request.user,
        "direcciones": nombres_de_direcciones(persona),
        "ingreso": ultimo_ingreso(persona),
    }
    return render(request, "actores/usuarios/detalle.html", contexto)


@require_http_methods(["GET", "POST"])
def trasladar(request, usuario):
    persona = _otra_persona(request, usuario)
    actuales = [direccion.codigo for direccion in persona.direcciones.all()]
    form = Traslado(request.POST or None, initial={"rol": persona.rol, "direcciones": actuales})
    if form.is_valid():
        persona.trasladar(
            a=form.cleaned_data["direcciones"],
            rol=form.cleaned_data["rol"],
            por=request.user,
            motivo=form.cleaned_data["motivo"],
        )
        messages.success(request, f"{persona} es ahora {persona.get_rol_display()} y deberá volver a entrar.")
        return _a_lo_que_sigue(persona)
    return render(request, "actores/usuarios/trasladar.html", {"form": form, **_con_sus_mesas(persona)})


@require_http_methods(["GET", "POST"])
def acceso(request, usuario):
    """Desactivar la cuenta o, si ya lo está, activarla."""
    persona = _otra_persona(request, usuario)
    form = Motivo(request.POST or None)
    if form.is_valid():
        cambiar = persona.desactivar if persona.is_active else persona.activar
        cambiar(por=request.user, motivo=form.cleaned_data["motivo"])
        hecho = "puede volver a entrar" if persona.is_active else "ya no puede entrar, y lo que tenía abierto se cerró"
        messages.success(request, f"{persona} {hecho}.")
        return redirect(persona) if persona.is_active else _a_lo_que_sigue(persona)
    return render(request, "actores/usuarios/acceso.html", {"form": form, **_con_sus_mesas(persona)})


@require_POST
@never_cache
def enlace(request, usuario):
    persona = _cuenta(request, usuario)
    exigir(persona.is_active, "Una cuenta desactivada no recibe enlaces: actívala antes.")
    contexto = {"persona": persona, "enlace": enlace_para_clave(persona, por=request.user)}
    return render(request, "actores/usuarios/enlace.html", contexto)


@require_http_methods(["GET", "POST"])
def quitar_segundo_factor(request, usuario):
    persona = _otra_persona(request, usuario)
    form = Motivo(request.POST or None)
    if form.is_valid():
        persona.quitar_segundo_factor(por=request.user, motivo=form.cleaned_data["motivo"])
        messages.success(request, f"{persona} entra ahora sólo con su contraseña. Pídele que vuelva a activarlo.")
        return redirect(persona)
    return render(request, "actores/usuarios/quitar_segundo_factor.html", {"form": form, "persona": persona})
