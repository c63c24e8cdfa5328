"""El formulario de un objeto Registrado: nadie pisa el cambio de otra persona y mandarlo dos veces no hace dos."""

import uuid
from functools import cached_property

from django import forms
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict

from comun.edicion.lectura import como_dato, de_la_version, en_palabras, valor_de
from comun.formatos import formato
from comun.models import EdicionSimultanea, Envio, EnvioAjeno

DE_CONTROL = frozenset({"motivo", "version_leida", "envio"})
CHOQUE = "No se pudo guardar porque choca con algo que otra persona acaba de guardar. Revisa y vuelve a intentarlo."


class FormularioRegistrado(forms.ModelForm):
    """Recuerda qué versión se leyó; si otra persona guardó entretanto, muestra ambos textos y deja decidir.

    Cada campo que sólo cambió la otra persona toma su valor, y lo dice; lo que escribiste queda como lo escribiste.
    Un objeto que ya existe no se guarda sin decir qué versión se leyó.
    """

    motivo = forms.CharField(
        label="motivo del cambio", required=False, max_length=500, help_text="Queda en el historial, junto a tu nombre."
    )
    version_leida = forms.IntegerField(required=False, widget=forms.HiddenInput)

    atrasado = False  # si, al validar, lo leído ya no era lo guardado

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version_leida"].initial = self.instance.version if self.instance.pk else None

    @cached_property
    def changed_data(self):
        """Lo que difiere de lo guardado, sin contar los campos que sólo acompañan al cambio."""
        return [nombre for nombre, campo in self._bound_items() if nombre not in DE_CONTROL and campo._has_changed()]

    def clean(self):
        datos = super().clean()
        self.atrasado = bool(self.instance.pk) and self.cleaned_data.get("version_leida") != self.instance.version
        if self.atrasado and self.changed_data:
            self._mostrar_lo_ajeno()
        return datos

    def _mostrar_lo_ajeno(self):
        """Escribe junto a cada campo en disputa lo que ahora dice, y deja listo el formulario para volver a guardar."""
        leida = de_la_version(self.instance, self.cleaned_data.get("version_leida"))
        self.data = self.data.copy()
        for nombre in [nombre for nombre in self.changed_data if self._es_del_modelo(nombre)]:
            ahora = en_palabras(self.instance, nombre)
            if self._la_cambio_solo_la_otra_persona(nombre, leida) and self._tomar_lo_ajeno(nombre):
                self.add_error(nombre, f"Lo cambió la otra persona: ahora dice «{ahora}».")
            elif leida is None or leida.get(nombre) != self._guardado(nombre):
                self.add_error(nombre, f"Ahora dice: «{ahora}».")
        self.data[self.add_prefix("version_leida")] = self.instance.version
        self.add_error(None, self._quien_guardo())

    def _quien_guardo(self):
        ultimo = self.instance.history.select_related("history_user").first()
        quien = (ultimo and ultimo.history_user) or "otra persona"
        cuando = f" ({formato(ultimo.history_date)})" if ultimo else ""
        return (
            f"Mientras editabas, {quien} guardó esto{cuando}. Tus cambios siguen aquí, sin guardar: "
            "revisa lo que ahora dice cada campo y vuelve a guardar si corresponde."
        )

    def _es_del_modelo(self, nombre):
        try:
            return nombre in self.fields and bool(self.instance._meta.get_field(nombre))
        except FieldDoesNotExist:
            return False

    def _guardado(self, nombre):
        return valor_de(self.instance, nombre)

    def _la_cambio_solo_la_otra_persona(self, nombre, leida):
        return (
            leida is not None
            and nombre in leida
            and not self.fields[nombre].has_changed(leida[nombre], self[nombre].data)
        )

    def _tomar_lo_ajeno(self, nombre):
        """Pone en el formulario lo que guardó la otra persona; False si su control no se deja escribir."""
        textos = como_dato(self.fields[nombre], self._guardado(nombre))
        if textos is None:
            return False
        self.data.setlist(self.add_prefix(nombre), textos)
        return True


class FormularioVersionado(FormularioRegistrado):
    """El formulario de las pantallas: `guardar(por=)` registra lo que cambió o crea el objeto, una sola vez.

    `con_motivo`: True lo pide, False no lo muestra, None (así nace) lo ofrece. `errores_de_dominio`: excepciones de
    los verbos que se muestran como error. Quien nace con algo más (una mesa, con su instancia) redefine `crear`.
    """

    con_motivo = None
    errores_de_dominio = ()

    envio = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["envio"]
        else:
            self.fields["envio"].initial = uuid.uuid4
            del self.fields["version_leida"]
        if self.con_motivo is False or not self.instance.pk:
            del self.fields["motivo"]
        else:
            self.fields["motivo"].required = bool(self.con_motivo)

    def guardar(self, *, por, motivo=None):
        """El objeto guardado, o None si no se pudo (el formulario ya dice por qué). Sin cambios, no escribe nada.

        `por`: Usuario que guarda. `motivo`: el de todo el cambio, cuando el formulario no trae el suyo.
        """
        motivo = self.cleaned_data.get("motivo", "") if motivo is None else motivo
        try:
            with transaction.atomic():
                return self._escribir(por, motivo)
        except EdicionSimultanea:
            self._releer()
            self._mostrar_lo_ajeno()
        except ValidationError as error:
            self._anotar(error)
        except (EnvioAjeno, *self.errores_de_dominio) as error:
            self.add_error(None, str(error))
        except IntegrityError:
            self.add_error(None, CHOQUE)
        return None

    def crear(self, *, por):
        """Crea el objeto con lo que el formulario ya validó; devuelve el objeto."""
        self.instance.asignar_codigo()
        self.instance.registrar(por=por, relaciones=self._relaciones(self.fields))
        return self.instance

    def registrar(self, *, por, motivo):
        """Guarda los cambios de un objeto que ya existe; devuelve el objeto."""
        self.instance.registrar(por=por, motivo=motivo, relaciones=self._relaciones(self.changed_data))
        return self.instance

    def _escribir(self, por, motivo):
        if self.instance.pk:
            return self.registrar(por=por, motivo=motivo) if self.has_changed() else self.instance
        clave = self.cleaned_data.get("envio") or uuid.uuid4()
        self.instance = Envio.objects.una_sola_vez(clave, por=por, crear=lambda: self.crear(por=por))
        return self.instance

    def _relaciones(self, nombres):
        muchas = {campo.name for campo in self.instance._meta.many_to_many}
        return {nombre: self.cleaned_data[nombre] for nombre in nombres if nombre in muchas}

    def _releer(self):
        """Deja el formulario frente a lo que acaba de guardar otra persona."""
        self.instance = type(self.instance)._default_manager.get(pk=self.instance.pk)
        self.initial.update(model_to_dict(self.instance, self._meta.fields, self._meta.exclude))
        self._bound_fields_cache.clear()
        self.__dict__.pop("changed_data", None)

    def _anotar(self, error):
        """Cada frase de un ValidationError, en su campo si el formulario lo tiene."""
        por_campo = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        for nombre, frases in por_campo.items():
            self.add_error(nombre if nombre in self.fields else None, frases)
