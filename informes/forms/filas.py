"""Tablas que se editan en su lugar cuyas filas cuelgan de más de un objeto: todas se guardan juntas, o ninguna.

Cada fila es un `comun.edicion.FilaVersionada`: muestra lo que otra persona guardó y mandarla dos veces no crea dos.
"""

from functools import cache

from django import forms
from django.db import transaction
from django.db.models import ProtectedError
from django.forms import BaseModelFormSet, modelformset_factory

from comun import edicion

MAXIMO_DE_FILAS = 300


class FilaVersionada(edicion.FilaVersionada):
    """Una fila de una tabla editable. `fijos` son los campos que no se escriben: el objeto del que la fila es parte."""

    # Campos que la plantilla pone a todo el ancho.
    anchos = ()
    # Verdadero si hay algo que guardar aunque la persona no haya tocado nada (se aceptó una propuesta).
    obligada = False

    def __init__(self, *args, fijos=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fijos = fijos or {}
        for campo, valor in self.fijos.items():
            setattr(self.instance, campo, valor)
        for campo in self.fields.values():
            campo.widget.attrs.setdefault("class", _clase(campo.widget))

    @property
    def campos(self):
        """Los que se ven, sin la casilla de quitar."""
        return [campo for campo in self.visible_fields() if campo.name != "DELETE"]

    def has_changed(self):
        return self.obligada or super().has_changed()

    def _get_validation_exclusions(self):
        """Lo fijo también se valida: sin ello no se sabría si la fila repite otra."""
        return super()._get_validation_exclusions() - set(self.fijos)


class FilasVersionadas(BaseModelFormSet):
    """Las filas de una tabla. `orden_en` nombra el campo dentro del cual se numeran las filas nuevas."""

    titulo = singular = nota = orden_en = ""
    en_tabla = False

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Quitar"
        form.fields["DELETE"].widget.attrs["class"] = "form-check-input"
        # Sólo las filas de esta tabla: la de otro proyecto no se cambia desde aquí.
        form.fields["id"].queryset = self.queryset
        form.fields["id"].error_messages["invalid_choice"] = "Otra persona quitó esta fila mientras la editabas."

    def guardar(self, *, por, motivo=""):
        """Borra, cambia y crea; verdadero si se pudo con todas. La primera que no se pudo ya dice por qué."""
        return all(self._guardar_fila(form, por, motivo) for form in self.forms)

    def _guardar_fila(self, form, por, motivo):
        if form.cleaned_data.get("DELETE"):
            return _quitar(form, por, motivo)
        if not form.has_changed() and (form.instance.pk or form.empty_permitted):
            return True
        if self.orden_en and (not form.instance.pk or self.orden_en in form.changed_data):
            form.instance.orden = self._siguiente_orden(form)
        return form.guardar(por=por, motivo=motivo) is not None

    def _siguiente_orden(self, form):
        hermanas = self.model.objects.filter(**{self.orden_en: getattr(form.instance, self.orden_en)})
        return (hermanas.order_by("-orden").values_list("orden", flat=True).first() or 0) + 1


def son_validas(*partes):
    """Si todo lo escrito vale; revisa cada parte, para decir de una vez todo lo que hay que corregir."""
    return sum(not parte.is_valid() for parte in partes) == 0


def guardar_juntas(*partes, por, motivo=""):
    """Guarda tablas y filas sueltas en una sola transacción. Falso si algo lo impidió: entonces nada se guardó."""
    with transaction.atomic():
        listas = [
            parte.guardar(por=por, motivo=motivo)
            for parte in partes
            if isinstance(parte, FilasVersionadas) or parte.has_changed()
        ]
        listo = None not in listas and False not in listas
        if not listo:
            transaction.set_rollback(True)
    return listo


def _quitar(form, por, motivo):
    if not form.instance.pk:
        return True
    form.instance._history_user, form.instance._change_reason = por, motivo
    try:
        with transaction.atomic():
            form.instance.delete()
    except ProtectedError:
        form.add_error(None, "No se puede quitar: otros datos dependen de esta fila.")
        return False
    return True


@cache
def _fabrica(formulario, extra):
    return modelformset_factory(
        formulario._meta.model,
        form=formulario,
        formset=FilasVersionadas,
        extra=extra,
        can_delete=True,
        max_num=MAXIMO_DE_FILAS,
        validate_max=True,
        absolute_max=MAXIMO_DE_FILAS + 50,
    )


def filas(formulario, *, prefijo, titulo, singular, queryset, data=None, nota="", orden_en="", **opciones):
    """La tabla editable de `queryset`. `opciones` (fijos y lo que pida el formulario) llegan a cada fila.

    Sin JavaScript, el botón «Agregar» envía `agregar=<prefijo>` y la página vuelve con una fila vacía más.
    """
    queryset = queryset if queryset.ordered else queryset.order_by("pk")
    extra = 0 if queryset.exists() else 1
    tabla = _fabrica(formulario, extra)(
        _con_una_mas(data, prefijo), queryset=queryset, prefix=prefijo, form_kwargs={"fijos": {}, **opciones}
    )
    tabla.titulo, tabla.singular, tabla.nota, tabla.orden_en = titulo, singular, nota, orden_en
    return tabla


def pide_otra_fila(data):
    return "agregar" in data


def _con_una_mas(data, prefijo):
    if data is None or data.get("agregar") != prefijo:
        return data
    data, clave = data.copy(), f"{prefijo}-TOTAL_FORMS"
    data[clave] = str(int(data[clave]) + 1) if data.get(clave, "").isdigit() else "1"
    return data


def _clase(control):
    if isinstance(control, forms.CheckboxSelectMultiple | forms.RadioSelect | forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(control, forms.Select) else "form-control"
