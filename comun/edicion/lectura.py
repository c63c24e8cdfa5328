"""Leer un campo de un objeto: como se guardó en una versión, como texto para la gente y como dato de un formulario."""

from django import forms
from django.db.models import Manager

from comun.formatos import SIN_DATO, formato


def de_la_version(objeto, version):
    """{campo: valor} tal como estaba en esa versión, según el historial; None si no se sabe."""
    if version is None:
        return None
    registro = objeto.history.filter(version=version).first()
    if registro is None:
        return None
    valores = {campo.name: getattr(registro, campo.attname) for campo in registro.tracked_fields}
    for campo in registro._history_m2m_fields:
        otra = campo.m2m_reverse_field_name()
        filas = getattr(registro, campo.name).select_related(otra)
        valores[campo.name] = sorted((getattr(fila, otra) for fila in filas), key=lambda otro: otro.pk)
    return valores


def valor_de(objeto, nombre):
    """El valor guardado del campo, comparable con los de `de_la_version`."""
    campo = objeto._meta.get_field(nombre)
    valor = campo.value_from_object(objeto)
    return sorted(valor, key=lambda otro: otro.pk) if campo.many_to_many else valor


def en_palabras(objeto, nombre):
    """Lo que dice el campo, escrito para una persona; lo vacío es «sin dato»."""
    campo = objeto._meta.get_field(nombre)
    if campo.choices:
        return getattr(objeto, f"get_{nombre}_display")() or SIN_DATO
    valor = getattr(objeto, nombre)
    if isinstance(valor, Manager):
        return ", ".join(str(fila) for fila in valor.all()) or SIN_DATO
    if isinstance(valor, bool):
        return "sí" if valor else "no"
    return formato(valor)


def como_dato(campo, valor):
    """La lista de textos con que un navegador mandaría ese valor; None si su control tiene varias partes."""
    control = campo.widget
    if isinstance(control, forms.MultiWidget | forms.FileInput):
        return None
    if isinstance(control, forms.CheckboxInput):
        return ["on"] if valor else []
    texto = control.format_value(campo.prepare_value(valor))
    if texto is None:
        return [""]
    return [str(parte) for parte in texto] if isinstance(texto, list | tuple) else [str(texto)]
