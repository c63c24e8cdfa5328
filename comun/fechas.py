"""Fechas límite: fichas que las ponen de un toque y un aviso, que no es un error, si el día no es hábil.

    vence = forms.DateField(widget=FechaLimite())

Los días inhábiles son los sábados, los domingos y los feriados legales de todo el país; no los de una sola región.
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from django import forms
from django.forms.widgets import Script
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate

from comun.formatos import DIAS, formato

ANIOS = (2000, 2100)
SABADO = 5


class Aviso(NamedTuple):
    """Por qué ese día no es hábil («cae en domingo») y cuál es el siguiente que sí."""

    frase: str
    siguiente: date

    @property
    def siguiente_legible(self):
        return formato(self.siguiente, "fecha_larga")

    def __str__(self):
        return f"{self.frase[0].upper()}{self.frase[1:]}: el siguiente día hábil es el {self.siguiente_legible}."


def fichas(hoy):
    """Pares (palabra, fecha) de los plazos frecuentes contados desde hoy."""
    return (
        ("30 días", hoy + timedelta(days=30)),
        ("60 días", hoy + timedelta(days=60)),
        ("fin de mes", hoy.replace(day=monthrange(hoy.year, hoy.month)[1])),
        ("fin de año", hoy.replace(month=12, day=31)),
    )


def aviso_de(dia):
    """El Aviso de un día que no es hábil; None si lo es, o si es de un año del que no se sabe."""
    if not ANIOS[0] <= dia.year < ANIOS[1] or not (motivo := _motivo(dia)):
        return None
    siguiente = dia + timedelta(days=1)
    while _motivo(siguiente):
        siguiente += timedelta(days=1)
    return Aviso(motivo, siguiente)


def avisos_de(form):
    """Frases sobre las fechas límite que el formulario, ya validado, acaba de cambiar a un día que no es hábil."""
    limites = [n for n, campo in form.fields.items() if isinstance(campo.widget, FechaLimite) and campo.widget.avisa]
    cambiadas = [(form[n].label, form.cleaned_data.get(n)) for n in limites if n in form.changed_data]
    avisos = [(rotulo, dia, aviso_de(dia)) for rotulo, dia in cambiadas if dia]
    return [f"{rotulo}, {formato(dia)}. {aviso}" for rotulo, dia, aviso in avisos if aviso]


def _motivo(dia):
    if nombre := _feriados(dia.year).get(dia):
        return f"es feriado ({nombre})"
    return f"cae en {DIAS[dia.weekday()]}" if dia.weekday() >= SABADO else ""


@lru_cache(maxsize=8)
def _feriados(anio):
    from holidays import country_holidays  # tarda un cuarto de segundo, y no toda página muestra fechas límite

    return dict(country_holidays("CL", years=anio, language="es"))


class FechaLimite(forms.DateInput):
    """El calendario del navegador, con fichas y aviso. Sin guion queda el calendario, y el aviso al volver.

    `avisa`: falso si la fecha es sólo un mes o un año, y qué día caiga no importa.
    """

    input_type = "date"
    avisa = True

    class Media:
        js = (Script("js/fecha_limite.js", type="module"),)

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")

    def render(self, name, value, attrs=None, renderer=None):
        contexto = {
            "entrada": super().render(name, value, attrs, renderer),
            "fichas": fichas(localdate()),
            "aviso": self._aviso(value),
            "consulta": reverse("dia_habil_json") if self.avisa else "",
        }
        return render_to_string("componentes/fecha_limite.html", contexto)

    def _aviso(self, valor):
        dia = valor if isinstance(valor, date) else leer_fecha(valor)
        return aviso_de(dia) if dia and self.avisa else None


def leer_fecha(texto):
    """La fecha que dice «aaaa-mm-dd», como la manda el calendario del navegador; None si no es una fecha."""
    try:
        return parse_date(str(texto or ""))
    except ValueError:
        return None
