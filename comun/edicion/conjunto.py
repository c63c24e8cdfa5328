"""Tablas que se editan en su lugar: muchas filas de un mismo objeto en un solo formulario."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms.models import BaseInlineFormSet, inlineformset_factory
from django.forms.utils import ErrorDict

from comun.borrado import NoSePuedeEliminar, eliminar
from comun.edicion.formulario import FormularioVersionado
from comun.models import EdicionSimultanea

FILAS_EN_BLANCO = 1
FILAS_A_LO_MAS = 200
AGREGAR = "-agregar"


def pide_otra_fila(data):
    """Si lo enviado sólo pide otra fila en algún conjunto de la página: entonces nada se revisa ni se guarda."""
    return any(nombre.endswith(AGREGAR) for nombre in data)


class ConjuntoVersionado(BaseInlineFormSet):
    """Las filas de un objeto, cada una con su versión.

        conjunto = ConjuntoDeIntegrantes(request.POST or None, instance=instancia, queryset=…)
        if request.method == "POST" and conjunto.is_valid() and conjunto.guardar(por=request.user): …

    El botón «Agregar fila» manda todo de vuelta: `is_valid` es falso, lo escrito sigue ahí y hay una fila más.
    """

    sin_fila = "Otra persona eliminó esta fila mientras la editabas."

    def __init__(self, data=None, files=None, **opciones):
        super().__init__(data, files, **opciones)
        self.pide_fila = self.is_bound and pide_otra_fila(self.data)
        self.agrega = self.pide_fila and self.boton_agregar in self.data
        if self.agrega:
            self.data = self.data.copy()
            clave = f"{self.management_form.prefix}-TOTAL_FORMS"
            self.data[clave] = min(self.management_form.cleaned_data["TOTAL_FORMS"] + 1, self.max_num)
            self.__dict__.pop("management_form", None)

    @property
    def boton_agregar(self):
        """Nombre del botón que pide otra fila."""
        return f"{self.prefix}{AGREGAR}"

    @property
    def cabe_otra(self):
        return self.total_form_count() < self.max_num

    def _construct_form(self, i, **kwargs):
        if self.agrega and i == self.total_form_count() - 1:
            kwargs |= {"data": None, "files": None}  # la que se agrega nace con sus valores iniciales
        fila = super()._construct_form(i, **kwargs)
        if self.pide_fila:  # quien sólo pide otra fila todavía no quiere saber qué le falta
            fila._errors, fila.cleaned_data = ErrorDict(), {}
        return fila

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields[self._pk_field.name].error_messages["invalid_choice"] = self.sin_fila

    def full_clean(self):
        if self.pide_fila:
            self._errors, self._non_form_errors = [], self.error_class(error_class="nonform")
            return
        super().full_clean()

    def is_valid(self):
        return not self.pide_fila and super().is_valid()

    def clean(self):
        super().clean()
        for fila in self.initial_forms:
            if not fila.instance.pk and self._pk_field.name not in fila.errors:
                fila.add_error(None, self.sin_fila)  # no es (o ya no es) una fila de este objeto
        if any(fila.atrasado for fila in self.forms if self._se_elimina(fila)):
            raise ValidationError(
                "Otra persona cambió una fila que ibas a eliminar. Revísala antes de volver a guardar.",
            )

    def guardar(self, *, por, motivo=""):
        """True si se guardaron todas las filas; si alguna no se pudo, no se guarda ninguna y ella dice por qué."""
        with transaction.atomic():
            listo = self._guardar_filas(por, motivo)
            if not listo:
                transaction.set_rollback(True)
        return listo

    def _guardar_filas(self, por, motivo):
        listo = True
        for fila in self.forms:
            if self._se_elimina(fila):
                listo = self.eliminar_fila(fila, por=por, motivo=motivo) and listo
            elif fila.has_changed():
                listo = fila.guardar(por=por, motivo=motivo) is not None and listo
        return listo

    def _se_elimina(self, fila):
        return self.can_delete and self._should_delete_form(fila)

    def eliminar_fila(self, fila, *, por, motivo):
        """Elimina la fila marcada, que se puede restituir; devuelve si se pudo, y si no, la fila dice por qué."""
        if not fila.instance.pk:
            return True
        try:
            eliminar(fila.instance, por=por, motivo=motivo)
        except (NoSePuedeEliminar, EdicionSimultanea) as error:
            fila.add_error(None, str(error))
            return False
        return True


class FilaVersionada(FormularioVersionado):
    """Una fila de un conjunto: el motivo es el de todo el conjunto."""

    con_motivo = False


def conjunto_de(padre, modelo, *, form=FilaVersionada, conjunto=ConjuntoVersionado, en_blanco=FILAS_EN_BLANCO, **mas):
    """La clase de un conjunto de filas de `modelo` que cuelgan de `padre` (como inlineformset_factory)."""
    opciones = {"extra": en_blanco, "max_num": FILAS_A_LO_MAS, "validate_max": True, "can_delete": True, **mas}
    return inlineformset_factory(padre, modelo, form=form, formset=conjunto, **opciones)
