"""Componentes de interfaz: cada función es un componente y su firma es su manual.

Todos se ven, en cada estado, en la galería (/galeria/).
"""

import re
from functools import lru_cache
from urllib.parse import urlencode

from django import template
from django.db.models import Model, prefetch_related_objects
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe

from comun.formatos import SIN_DATO
from comun.formatos import formato as escribir
from comun.historial import historiado_de, tipo_de
from comun.manual import url_de_ayuda
from comun.navegacion import destinos_de
from comun.permissions import puede_ver_eliminados, puede_ver_historial
from comun.planillas.tipos import tipo_llamado

register = template.Library()

# Tono de un estado → forma que lo acompaña: nunca sólo color.
FORMAS = {
    "neutro": "circle",
    "curso": "circle-half",
    "accion": "circle-fill",
    "atrasado": "exclamation-triangle-fill",
    "verificado": "check-circle-fill",
    "pausa": "pause-circle-fill",
    "cerrado": "x-circle-fill",
}
CODIGO = re.compile(r"\b[A-Z]{1,3}(?:-\d+)+\b")
AVISOS = {
    "info": "info-circle-fill",
    "success": "check-circle-fill",
    "warning": "exclamation-triangle-fill",
    "error": "x-circle-fill",
    "debug": "info-circle-fill",
}


@register.filter
def formato(valor, tipo=None):
    """{{ monto|formato:"usd" }}: escribe el valor con comun.formatos; lo ausente es «sin dato»."""
    return escribir(valor, tipo)


@lru_cache(maxsize=1)
def _hoja_de_iconos():
    return static("npm/iconos.svg")


@lru_cache(maxsize=128)
def _dibujo(nombre):
    return mark_safe(f'<svg class="icono" aria-hidden="true"><use href="{_hoja_de_iconos()}#{nombre}"/></svg>')


@register.simple_tag
def icono(nombre):
    """{% icono "house" %}: dibujo que acompaña a una palabra (nunca va solo). La lista está en config.iconos."""
    return _dibujo(nombre)


@register.simple_tag
def chip(palabra, tono="neutro"):
    """{% chip "atrasado" "atrasado" %}: estado con palabra, forma y color. Tonos: los de FORMAS.

    También se llama desde Python: Columna("Estado", lambda f: chip(f.get_estado_display(), "curso")).
    """
    return mark_safe(f'<span class="chip chip-{tono}">{_dibujo(FORMAS[tono])}{conditional_escape(palabra)}</span>')


@register.simple_tag
def fecha(valor, tipo="fecha"):
    """{% fecha sesion.desde "fecha_larga" %}: fecha escrita como en Chile, legible también por programas."""
    if not valor:
        return mark_safe(f'<span class="sin-dato">{SIN_DATO}</span>')
    return format_html('<time datetime="{}">{}</time>', valor.isoformat(), escribir(valor, tipo))


@register.inclusion_tag("componentes/dato.html")
def dato(etiqueta, valor, tipo=None, url="", nota=""):
    """{% dato "Quórum" 12 "entero" url=… nota="de 28" %}: etiqueta y valor dentro de un <dl class="datos">."""
    ausente = valor is None or valor == ""
    if ausente or not hasattr(valor, "__html__"):
        valor = escribir(valor, tipo)
    return {"etiqueta": etiqueta, "valor": valor, "ausente": ausente, "enlace": url, "nota": nota}


@register.inclusion_tag("componentes/cifra.html")
def cifra(etiqueta, valor, tipo="entero", url="", nota="", tono=""):
    """{% cifra "Compromisos atrasados" 3 url=… tono="atrasado" %}: figura grande que se abre."""
    ausente = valor is None or valor == ""
    return {
        "etiqueta": etiqueta,
        "valor": escribir(valor, tipo),
        "ausente": ausente,
        "enlace": url,
        "nota": nota,
        "tono": tono or ("texto" if tipo.startswith(("fecha", "mes", "texto")) else ""),
    }


@register.inclusion_tag("componentes/vacio.html")
def vacio(frase, url="", accion="", dibujo="inbox"):
    """{% vacio "Esta mesa aún no tiene sesiones." url=… accion="Convocar la primera" %}: qué falta y qué hacer."""
    return {"frase": frase, "enlace": url, "accion": accion, "dibujo": dibujo}


@register.inclusion_tag("componentes/aviso.html", takes_context=True)
def aviso(context, texto, nivel="info", titulo="", deshacer=""):
    """{% aviso "Acta aprobada. Se avisó a 12 personas." "success" %}. Niveles: info, success, warning, error.

    Con `deshacer`, la dirección que deshace lo que el aviso cuenta, lleva el botón «Deshacer».
    """
    return {
        "deshacer": deshacer,
        "csrf_token": context.get("csrf_token"),
        "texto": texto,
        "nivel": nivel,
        "titulo": titulo,
        "dibujo": AVISOS[nivel],
        "papel": "alert" if nivel == "error" else "status",
    }


@register.simple_tag
def miga(palabra, url=""):
    """{% miga "Mesas" url %}: un paso del camino, dentro del bloque migas; sin dirección es el lugar actual."""
    if url:
        return format_html('<li><a href="{}">{}</a></li>', url, palabra)
    return format_html('<li aria-current="page">{}</li>', palabra)


@register.inclusion_tag("componentes/secciones.html")
def secciones(lista, actual, nombre="Secciones"):
    """{% secciones lista "resumen" %}: pestañas que son enlaces. `lista`: ternas (clave, palabra, dirección)."""
    return {"lista": lista, "actual": actual, "nombre": nombre}


@register.simple_block_tag
def tarjeta(content, titulo, url="", nivel=2, icono="", cuenta=None):
    """{% tarjeta "Mesa Campanilla" url=… %}…{% endtarjeta %}: un objeto con nombre; si se puede, se abre.

    Con `cuenta`, dice a la derecha cuántos hay.
    """
    return format_html(
        '<article class="tarjeta">{cuenta}<h{n} class="tarjeta-titulo">{dibujo}{nombre}</h{n}>{contenido}</article>',
        n=nivel,
        dibujo=_dibujo(icono) if icono else "",
        cuenta="" if cuenta is None else format_html('<p class="tarjeta-cuenta">{}</p>', escribir(cuenta, "entero")),
        nombre=format_html('<a href="{}">{}</a>', url, titulo) if url else conditional_escape(titulo),
        contenido=content,
    )


@register.simple_block_tag
def capturar(content):
    """{% capturar as nombre %}…{% endcapturar %}: guarda lo escrito, para repetirlo en otro lugar de la página."""
    return mark_safe(content.strip())


@register.filter
def con_codigos_enteros(texto):
    """{{ titulo|con_codigos_enteros }}: los códigos que nombra no se parten al final de la línea."""
    return mark_safe(CODIGO.sub(r'<span class="sin-corte">\g<0></span>', conditional_escape(texto)))


@register.inclusion_tag("componentes/formulario.html", takes_context=True)
def formulario(context, form, accion, url_volver="", volver="Cancelar", conjuntos=()):
    """{% formulario form "Guardar" url "Cancelar" %}: un formulario entero, con su error en cada campo y su resumen.

    Lo que no se exige lo dice su rótulo: «Detalle (opcional)». Si el formulario declara SECCIONES, pares de título
    y nombres de campos, cada una es un grupo con su título; lo que no está en ninguna va al final, sin título.
    `conjuntos`: pares (conjunto, título) de las tablas que se guardan con él.
    """
    for campo in form.visible_fields():
        if not campo.field.required and not campo.label.endswith("(opcional)"):
            campo.label = f"{campo.label} (opcional)"
    filas = [fila for conjunto, _ in conjuntos for fila in conjunto]
    con_error = [campo for f in (form, *filas) for campo in f.visible_fields() if campo.errors]
    return {
        "form": form,
        "grupos": _grupos(form),
        "accion": accion,
        "url_volver": url_volver,
        "volver": volver,
        "con_error": con_error,
        "conteo": len(con_error),
        "conjuntos": conjuntos,
        "csrf_token": context.get("csrf_token"),
    }


def _grupos(form):
    """Pares (título, campos visibles) según las SECCIONES del formulario; vacío si no las declara."""
    secciones = getattr(form, "SECCIONES", ())
    if not secciones:
        return []
    grupos = [(titulo, [form[n] for n in nombres if n in form.fields]) for titulo, nombres in secciones]
    puestos = {campo.name for _, campos in grupos for campo in campos}
    sueltos = [campo for campo in form.visible_fields() if campo.name not in puestos]
    return [(titulo, campos) for titulo, campos in [*grupos, ("", sueltos)] if campos]


@register.inclusion_tag("componentes/conjunto.html")
def conjunto(conjunto, titulo, agregar="Agregar fila"):
    """{% conjunto filas "Integrantes" %}: un ConjuntoVersionado como tabla, dentro de un <form>."""
    return {
        "conjunto": conjunto,
        "columnas": conjunto.empty_form.visible_fields(),
        "titulo": titulo,
        "agregar": agregar,
    }


@register.inclusion_tag("componentes/tabla.html", name="tabla")
def mostrar_tabla(tabla):
    """{% tabla tabla %}: una comun.tablas.Tabla con su cuenta, sus encabezados que ordenan y sus páginas."""
    return {"tabla": tabla}


@register.inclusion_tag("componentes/paginacion.html")
def paginacion(tabla):
    """{% paginacion tabla %}: anterior, números y siguiente; nada si hay una sola página."""
    return {"tabla": tabla}


@register.inclusion_tag("componentes/filtro.html")
def filtro(filtro, tabla):
    """{% filtro filtro tabla %}: el formulario de un FilterSet; plegado en pantallas angostas."""
    return {"filtro": filtro, "abierto": tabla.filtrada, "limpiar": "?"}


@register.inclusion_tag("componentes/condiciones.html", takes_context=True)
def condiciones(context, filtro):
    """{% condiciones filtro %}: lo que acota la página según un FilterSet; cada condición se quita por separado."""
    form = filtro.form
    form.is_valid()
    pedido = getattr(form, "cleaned_data", {})
    quitables = []
    for campo in form.visible_fields():
        if pedido.get(campo.name) not in campo.field.empty_values:
            resto = context["request"].GET.copy()
            resto.pop("pagina", None)
            resto[campo.name] = ""
            quitables.append((campo.label, _como_se_eligio(campo, pedido[campo.name]), f"?{resto.urlencode()}"))
    return {"quitables": quitables}


def _como_se_eligio(campo, valor):
    """Lo elegido, con las palabras que mostraba el campo."""
    opciones = () if isinstance(valor, Model) else getattr(campo.field, "choices", ())
    rotulos = {str(clave): rotulo for clave, rotulo in opciones}
    return str(rotulos.get(str(valor), escribir(valor)))


@register.inclusion_tag("componentes/navegacion.html", takes_context=True)
def navegacion(context):
    """{% navegacion %}: el menú de quien mira, según comun.navegacion."""
    peticion = context["request"]
    return {"destinos": destinos_de(peticion.user.rol, peticion.path)}


@register.inclusion_tag("componentes/ayuda.html", takes_context=True)
def ayuda(context):
    """{% ayuda %}: «¿Cómo hago esto?», la página del manual que explica esta pantalla, en otra pestaña."""
    return {"enlace": url_de_ayuda(context["request"].resolver_match.view_name)}


@register.simple_tag(takes_context=True)
def enlace_historial(context, objeto):
    """{% enlace_historial mesa %}: lleva a quién cambió qué en ese objeto; nada para quien no puede leerlo."""
    if not puede_ver_historial(context["request"].user):
        return ""
    url = reverse("historial", args=[tipo_de(objeto), objeto.codigo])
    return format_html('<a class="enlace-historial" href="{}">Historial</a>', url)


@register.simple_tag(takes_context=True)
def enlace_eliminar(context, objeto):
    """{% enlace_eliminar mesa %}: lleva a confirmar su eliminación; nada para quien no puede eliminarlo."""
    tipo = historiado_de(type(objeto))
    if not tipo.puede_eliminar(context["request"].user, objeto):
        return ""
    url = reverse("eliminar", args=[tipo.tipo, objeto.codigo])
    return format_html('<a class="btn btn-outline-primary" href="{}">{}Eliminar</a>', url, _dibujo("trash"))


@register.simple_tag(takes_context=True)
def enlace_eliminados(context):
    """{% enlace_eliminados %}: lleva a lo eliminado hace poco, al pie de los listados; nada para quien sólo lee."""
    if not puede_ver_eliminados(context["request"].user):
        return ""
    return format_html(
        '<p class="nota">¿Falta algo? Mira lo <a href="{}">eliminado hace poco</a>: se puede restituir.</p>',
        reverse("eliminados_lista"),
    )


@register.simple_tag(takes_context=True)
def enlace_planilla(context, tipo, codigo="", palabra="Planilla"):
    """{% enlace_planilla "territorios" %}: botón a la planilla de ese tipo; nada para quien no la puede ver."""
    if not tipo_llamado(tipo).puede_ver(context["request"].user):
        return ""
    url = reverse("planilla", args=[tipo]) + (f"?{urlencode({'codigo': codigo})}" if codigo else "")
    return format_html('<a class="btn btn-outline-primary" href="{}">{}{}</a>', url, _dibujo("table"), palabra)


@register.inclusion_tag("componentes/persona.html", takes_context=True)
def persona(context):
    """{% persona %}: quién está mirando, desde qué dirección regional, y cómo salir."""
    usuario = context["request"].user
    return {
        "request": context["request"],
        "usuario": usuario,
        "alcance": alcance(usuario),
        "ve_eliminados": puede_ver_eliminados(usuario),
        "csrf_token": context.get("csrf_token"),
    }


def alcance(usuario):
    """Desde dónde mira: el nombre de su dirección regional, «todo el país», o lo que se le dio."""
    if usuario.ve_todo:
        return "Todo el país"
    if not usuario.es_regional:
        return "Lo que se compartió contigo"
    prefetch_related_objects([usuario], "direcciones")  # que el resto de la página ya no vuelva a preguntar
    direcciones = sorted(usuario.direcciones.all(), key=lambda direccion: direccion.orden)
    return ", ".join(direccion.nombre for direccion in direcciones) or "Sin dirección regional"
