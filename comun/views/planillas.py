"""Las planillas en pantalla: descargar, subir, mirar qué pasaría y aplicarlo."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from comun.acceso import exigir
from comun.models import LibroSubido
from comun.models.archivo import XLSX
from comun.planillas import ErrorDePlanilla, exportar, tipo_llamado
from comun.planillas.defensas import MAX_BYTES
from comun.planillas.pantalla import resumen_de, tablas_de
from comun.planillas.subida import YaNoEsLoMismo, aplicar_subido, subir

MEGAS = MAX_BYTES // 2**20


class SubirLibro(forms.Form):
    """El libro que se sube; su contenido lo juzga la lectura."""

    archivo = forms.FileField(
        label="Archivo de Excel",
        allow_empty_file=True,
        widget=forms.FileInput({"accept": f".xlsx,{XLSX}"}),
        help_text=f"Un .xlsx de hasta {MEGAS} MB. Primero verás qué pasaría; nada se guarda hasta que lo confirmes.",
        error_messages={"required": "Elige el archivo .xlsx que vas a subir."},
    )

    def clean_archivo(self):
        archivo = self.cleaned_data["archivo"]
        if archivo.size > MAX_BYTES:
            raise forms.ValidationError(f"El archivo pasa de {MEGAS} MB; divídelo en varios.")
        return archivo


@require_http_methods(["GET", "POST"])
def planilla(request, tipo):
    tipo = _tipo(request.user, tipo)
    codigo = _codigo(request.user, tipo, request.GET.get("codigo", ""))
    puede_subir, enviado = tipo.puede_importar(request.user), request.method == "POST"
    exigir(puede_subir or not enviado)
    form = SubirLibro(request.POST, request.FILES) if enviado else SubirLibro()
    if enviado and form.is_valid() and (subido := _subir(form, tipo, request.user)):
        return redirect("planilla_revisar", tipo.nombre, subido.clave)
    contexto = {"tipo": tipo, "codigo": codigo, "form": form, "puede_subir": puede_subir}
    contexto["volver"] = _lugar(tipo, codigo)
    return render(request, "comun/planillas/planilla.html", contexto)


@require_safe
def descargar(request, tipo):
    tipo = _tipo(request.user, tipo)
    codigo = _codigo(request.user, tipo, request.GET.get("codigo", ""))
    vacia = "vacia" in request.GET
    try:
        contenido = exportar(tipo, usuario=request.user, codigo=codigo, vacia=vacia)
    except ErrorDePlanilla as error:
        messages.error(request, str(error))
        return redirect("planilla", tipo.nombre)
    nombre = "-".join(filter(None, (tipo.nombre, "plantilla" if vacia else codigo)))
    respuesta = HttpResponse(contenido, content_type=XLSX)
    respuesta["Content-Disposition"] = f'attachment; filename="{nombre}-{timezone.localdate():%Y-%m-%d}.xlsx"'
    return respuesta


@require_http_methods(["GET", "POST"])
def revisar(request, tipo, clave):
    """Lo que el libro haría y, al confirmarlo, hacerlo: una sola vez, y sólo si sigue siendo lo mismo."""
    tipo = _tipo(request.user, tipo)
    subidos = LibroSubido.objects.de(request.user, tipo=tipo.nombre, ahora=timezone.now())
    if request.method == "POST":
        subidos = subidos.select_for_update(of=("self",))
    subido = get_object_or_404(subidos, clave=clave)
    if subido.aplicado_at:
        messages.info(request, f"«{subido.nombre}» ya se aplicó: no se aplica dos veces.")
        return redirect(_lugar(tipo))
    if posterior := subido.posterior():
        messages.warning(request, f"«{subido.nombre}» ya no se aplica: la reemplazaste por otra, «{posterior.nombre}».")
        return redirect("planilla_revisar", tipo.nombre, posterior.clave)
    if request.method == "POST":
        return _aplicar(request, tipo, subido)
    return _mostrar(request, tipo, subido)


def _aplicar(request, tipo, subido):
    exigir(tipo.puede_importar(request.user))
    if subido.vista["avisos"] and "revisados" not in request.POST:
        return _mostrar(request, tipo, subido, falta="Mira los avisos y marca que los revisaste antes de aplicar.")
    huella = request.POST.get("huella", "")
    try:
        resultado = aplicar_subido(subido, tipo=tipo, huella=huella, por=request.user, ahora=timezone.now())
    except FileNotFoundError:
        messages.error(request, "El archivo ya no está: vuelve a subirlo.")
        return redirect("planilla", tipo.nombre)
    except YaNoEsLoMismo:
        messages.warning(request, "Los datos cambiaron mientras mirabas: esto es lo que pasaría ahora. Revísalo.")
        return redirect("planilla_revisar", tipo.nombre, subido.clave)
    messages.success(request, f"Planilla aplicada: {resumen_de(resultado)}.")
    raiz = resultado.filas[tipo.raiz.nombre][0].hecho if tipo.raiz else None
    return redirect(raiz or _lugar(tipo))


def _mostrar(request, tipo, subido, falta=""):
    contexto = {"tipo": tipo, "subido": subido, "falta": falta, **tablas_de(subido.vista, request)}
    contexto["volver"] = reverse("planilla", args=[tipo.nombre])
    return render(request, "comun/planillas/revisar.html", contexto)


def _subir(form, tipo, usuario):
    """El libro subido; None si no se puede, y el formulario dice por qué."""
    archivo = form.cleaned_data["archivo"]
    try:
        return subir(archivo.read(), tipo=tipo, nombre=archivo.name, por=usuario, ahora=timezone.now())
    except ErrorDePlanilla as error:
        form.add_error("archivo", str(error))
        return None


def _tipo(usuario, nombre):
    try:
        tipo = tipo_llamado(nombre)
    except ErrorDePlanilla:
        raise Http404 from None
    if not tipo.puede_ver(usuario) and tipo.invisible:
        raise Http404
    exigir(tipo.puede_ver(usuario))
    return tipo


def _codigo(usuario, tipo, codigo):
    """El código del objeto que se pide, si el tipo es de uno solo y la persona lo ve."""
    if not tipo.raiz or not codigo:
        return ""
    if "\0" in codigo:  # la base no admite preguntarlo
        raise Http404
    return get_object_or_404(tipo.raiz.guardados(usuario=usuario), **{tipo.raiz.clave[0]: codigo}).codigo


def _lugar(tipo, codigo=""):
    """Adonde se vuelve: la ficha del objeto o el listado."""
    if codigo:
        return tipo.raiz.modelo.objects.get(**{tipo.raiz.clave[0]: codigo}).get_absolute_url()
    return reverse(tipo.listado)
