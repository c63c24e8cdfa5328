"""Campos que entienden lo que se escribe: una organización por cualquiera de sus nombres, una lista por líneas."""

from django import forms

from actores.models import Actor


class Fecha(forms.DateInput):
    """El calendario del propio navegador."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class CampoActor(forms.CharField):
    """Una organización del directorio, por su nombre, sigla, otro nombre o código; no la crea."""

    def __init__(self, **opciones):
        opciones.setdefault("max_length", 200)
        opciones.setdefault("help_text", "Nombre, sigla o código, como está en el directorio de actores.")
        super().__init__(**opciones)

    def prepare_value(self, value):
        if isinstance(value, int):
            value = Actor.objects.filter(pk=value).first()
        return value.nombre if isinstance(value, Actor) else value

    def to_python(self, value):
        texto = super().to_python(value)
        if isinstance(value, Actor) or not texto:
            return value or None
        hallados = list(Actor.objects.llamados(texto)[:5]) or list(Actor.objects.filter(codigo=texto.upper()))
        if len(hallados) == 1:
            return hallados[0]
        if hallados:
            posibles = ", ".join(f"{actor.codigo} {actor.nombre}" for actor in hallados)
            raise forms.ValidationError(f"Hay más de una con ese nombre: escribe el código. {posibles}.")
        cercanos = " o ".join(f"«{nombre}»" for nombre in Actor.objects.parecidos(texto, cuantos=3))
        pista = f" ¿Quisiste decir {cercanos}?" if cercanos else ""
        raise forms.ValidationError(f"«{texto}» no está en el directorio de actores.{pista}")

    def validate(self, value):
        if value is None and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value):
        """Los textos demasiado largos o con caracteres nulos no llegan aquí: no se encontraron."""

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class CampoLineas(forms.CharField):
    """Varios textos, uno por línea; devuelve la lista sin repetidos ni líneas en blanco."""

    widget = forms.Textarea

    def __init__(self, *, largo=200, **opciones):
        self.largo = largo
        super().__init__(**{"max_length": 4000, "widget": forms.Textarea({"rows": 3}), **opciones})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value):
        lineas = list(dict.fromkeys(linea.strip() for linea in super().clean(value).splitlines() if linea.strip()))
        if any(len(linea) > self.largo for linea in lineas):
            raise forms.ValidationError(f"Cada línea tiene a lo más {self.largo} caracteres.")
        return lineas

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), (data or "").replace("\r\n", "\n").strip())
