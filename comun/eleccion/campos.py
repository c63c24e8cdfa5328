"""Los campos: sin guion se escribe el nombre o el código; con él, se elige de una lista. Se envía «Nombre · código»."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.widgets import Script
from django.urls import reverse

from comun.busqueda import SinTildes, normalizar
from comun.eleccion.fuentes import FUENTES
from comun.planillas.cercania import sugerencia

SEPARADOR = " · "
ENTRE_VARIOS = re.compile(r"[\n\r\t;,]+")
LARGO_MAXIMO = 300
VARIOS_A_LO_MAS = 400
GUION = Script("js/elegir.js", type="module")


class EntradaDeEleccion(forms.TextInput):
    """Un texto que el guion convierte en una lista para elegir."""

    class Media:
        js = (GUION,)

    def __init__(self, tipo, attrs=None):
        self.tipo = tipo
        super().__init__({"autocomplete": "off", "maxlength": LARGO_MAXIMO, **(attrs or {})})

    def get_context(self, name, value, attrs):
        return super().get_context(
            name, value, {**(attrs or {}), "data-elegir": reverse("buscar_json", args=[self.tipo])}
        )


class EntradaDeElecciones(forms.Textarea):
    """Uno por línea; el guion los muestra como fichas que se quitan."""

    class Media:
        js = (GUION,)

    def __init__(self, tipo, attrs=None):
        self.tipo = tipo
        super().__init__({"rows": 4, **(attrs or {})})

    def get_context(self, name, value, attrs):
        return super().get_context(
            name, value, {**(attrs or {}), "data-elegir": reverse("buscar_json", args=[self.tipo])}
        )

    def value_from_datadict(self, data, files, name):
        valores = data.getlist(name) if hasattr(data, "getlist") else data.get(name, "")
        return "\n".join(map(str, valores)) if isinstance(valores, list | tuple) else valores


class _PorSuNombre:
    """Lo común a elegir uno o varios: cómo se escribe cada objeto y cómo se reconoce lo escrito."""

    def escribir(self, objeto):
        """«Nombre · código», como se muestra y se envía."""
        if not isinstance(objeto, Model):
            objeto = self.queryset.model._default_manager.filter(pk=objeto).first()
        return f"{FUENTES[self.tipo].nombre(objeto)}{SEPARADOR}{objeto.codigo}" if objeto else ""

    def reconocer(self, textos):
        """Los objetos que nombran los textos, por código o por nombre exacto. Levanta ValidationError por los demás."""
        por_codigo = self.queryset.in_bulk({codigo_escrito(texto) for texto in textos}, field_name="codigo")
        hallados, errores = [], []
        for texto in textos:
            try:
                hallados.append(por_codigo.get(codigo_escrito(texto)) or self._llamado(texto))
            except ValidationError as error:
                errores.append(error)
        if errores:
            raise ValidationError(errores)
        return hallados

    def _llamado(self, texto):
        candidatos = list(_llamados(self.queryset, texto)[:2])
        if len(candidatos) == 1:
            return candidatos[0]
        if candidatos:
            raise ValidationError(
                f"Hay más de un resultado llamado «{texto}»: elige uno de la lista o escribe su código.", code="ambiguo"
            )
        conocidos = self.queryset.order_by().values_list("nombre", flat=True)
        raise ValidationError(
            f"No se encontró «{texto}»{sugerencia(texto, conocidos) or '.'} Elige de la lista o escribe el código.",
            code="invalid_choice",
        )


class Eleccion(_PorSuNombre, forms.ModelChoiceField):
    """Un objeto de `queryset` (con `codigo` y `nombre`), del tipo registrado `tipo`."""

    def __init__(self, queryset, *, tipo, **opciones):
        self.tipo = tipo
        super().__init__(queryset, to_field_name="codigo", widget=EntradaDeEleccion(tipo), **opciones)

    def prepare_value(self, value):
        return value if value in self.empty_values or isinstance(value, str) else self.escribir(value)

    def to_python(self, value):
        texto = _limpiar(value)
        return self.reconocer([texto])[0] if texto else None

    def has_changed(self, initial, data):
        return not self.disabled and codigo_escrito(self.prepare_value(initial) or "") != codigo_escrito(_limpiar(data))


class Elecciones(_PorSuNombre, forms.ModelMultipleChoiceField):
    """Varios objetos de `queryset`, uno por línea (o separados por coma, como se pegan de una planilla)."""

    def __init__(self, queryset, *, tipo, **opciones):
        self.tipo = tipo
        super().__init__(queryset, to_field_name="codigo", widget=EntradaDeElecciones(tipo), **opciones)

    def prepare_value(self, value):
        if value in (None, "") or isinstance(value, str):
            return value
        return "\n".join(self.escribir(objeto) for objeto in value)

    def clean(self, value):
        textos = _separar(value)
        if self.required and not textos:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(textos) > VARIOS_A_LO_MAS:
            raise ValidationError(f"Son más de {VARIOS_A_LO_MAS}: revisa lo que pegaste.")
        hallados = self.queryset.filter(pk__in=[objeto.pk for objeto in self.reconocer(textos)])
        self.run_validators(hallados)
        return hallados

    def has_changed(self, initial, data):
        antes = {codigo_escrito(texto) for texto in _separar(self.prepare_value(initial))}
        return not self.disabled and antes != {codigo_escrito(texto) for texto in _separar(data)}


def _limpiar(valor):
    return " ".join(str(valor or "").replace("\0", "").split())[:LARGO_MAXIMO]


def _separar(valor):
    """Los textos escritos, sin repetir ni vacíos."""
    textos = map(_limpiar, ENTRE_VARIOS.split(str(valor or "")))
    return list(dict.fromkeys(filter(None, textos)))


def codigo_escrito(texto):
    """El código que lleva «Nombre · código»; si no lo lleva, el texto mismo, en mayúsculas."""
    return texto.rsplit(SEPARADOR, 1)[-1].strip().upper()


def _llamados(filas, texto):
    if hasattr(filas, "llamados"):
        return filas.llamados(texto)
    return filas.annotate(nombre_plano=SinTildes("nombre")).filter(nombre_plano=normalizar(texto))
