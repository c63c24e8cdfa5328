"""Personas e instituciones por anotar: filas escritas a mano o pegadas desde Excel, reconocidas contra el directorio.

Los integrantes de una instancia y los asistentes de una sesión agregan a esta base sus propias columnas.
"""

import csv
import io
from functools import cached_property

from django import forms
from django.db.models import Prefetch

from actores.models import Actor, Persona, Representacion, TipoActor
from actores.nombres import NombresDeActores
from comun.busqueda import normalizar
from comun.eleccion import EntradaDeEleccion, codigo_escrito
from mesas.nomina import Renglon

MAX_FILAS = 60
NUEVA = "nueva"
# Cómo se llaman en las planillas las columnas que toda lista tiene.
ENCABEZADOS = {
    "institucion": ("institucion", "organizacion", "organismo", "actor", "entidad", "servicio"),
    "persona": ("persona", "nombre", "representante", "nombre persona", "nombre y apellido"),
    "cargo": ("cargo", "funcion"),
}
# Comienzos de nombre que dejan adivinar el tipo de una institución nueva; quien la anota lo confirma.
TIPOS_PROBABLES = {
    "municipalidad": "municipal",
    "ilustre municipalidad": "municipal",
    "seremi": "publico-regional",
    "gobierno regional": "autoridad-regional",
    "universidad": "universidad",
    "liceo": "liceo-tecnico",
    "camara": "gremio",
    "junta de vecinos": "organizacion-comunitaria",
    "comite": "organizacion-comunitaria",
    "fundacion": "fundacion",
    "corporacion": "fundacion",
    "cooperativa": "cooperativa",
    "comunidad": "comunidad-indigena",
    "club": "organizacion-deportiva",
}


class PegarForm(forms.Form):
    """Lo copiado de Excel, tal como queda al pegar. Quien hereda dice qué columnas trae."""

    COLUMNAS = tuple(ENCABEZADOS)
    ENCABEZADOS = ENCABEZADOS

    texto = forms.CharField(
        label="Pegar desde Excel",
        max_length=60_000,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false"}),
    )

    def clean_texto(self):
        try:
            filas = leer_pegado(self.cleaned_data["texto"], self.COLUMNAS, self.ENCABEZADOS)
        except csv.Error:
            raise forms.ValidationError("No se pudo leer: copia de nuevo las celdas desde la planilla.") from None
        if not filas:
            raise forms.ValidationError("No hay ninguna fila con datos.")
        if len(filas) > MAX_FILAS:
            raise forms.ValidationError(f"Son {len(filas)} filas: pega a lo más {MAX_FILAS} por vez.")
        self.filas = [self.completar(fila) for fila in filas]
        return self.cleaned_data["texto"]

    def completar(self, fila):
        """La fila con los valores que se entienden como los guarda el formulario."""
        return fila


def leer_pegado(texto, columnas, encabezados):
    """Lista de {columna: texto} de lo copiado de una planilla: con tabulaciones, punto y coma o comas."""
    separador = next((s for s in ("\t", ";") if s in texto), ",")
    filas = [
        [celda.strip() for celda in fila] for fila in csv.reader(io.StringIO(texto, newline=""), delimiter=separador)
    ]
    filas = [fila for fila in filas if any(fila)]
    if not filas:
        return []
    halladas = _columnas_de(filas[0], encabezados)
    if halladas:
        filas = filas[1:]
    return [_fila(fila, halladas or columnas) for fila in filas]


def _columnas_de(fila, encabezados):
    """Qué columna es cada celda del encabezado, o vacío si esa fila no es un encabezado."""
    nombres = {nombre: columna for columna, varios in encabezados.items() for nombre in varios}
    columnas = [nombres.get(normalizar(celda)) for celda in fila]
    return columnas if "institucion" in columnas and columnas.count("institucion") == 1 else []


def _fila(celdas, columnas):
    return {columna: celda for columna, celda in zip(columnas, celdas, strict=False) if columna}


class RenglonForm(forms.Form):
    """Una fila por anotar. Si la institución no se reconoce, pregunta cuál es; si es nueva, de qué tipo.

    Quien hereda agrega sus campos, los nombra en PROPIOS y dice en OBLIGAN cuáles, escritos, piden la institución.
    """

    PROPIOS = ()
    OBLIGAN = ("institucion", "persona", "cargo")

    institucion = forms.CharField(
        label="Institución", max_length=300, required=False, widget=EntradaDeEleccion("actor")
    )
    actor = forms.ChoiceField(label="¿Cuál es?", required=False)
    reconocida = forms.CharField(required=False, widget=forms.HiddenInput)
    tipo = forms.ModelChoiceField(
        TipoActor.objects.none(),
        label="Tipo de institución",
        required=False,
        to_field_name="clave",
        empty_label="Elige",
    )
    ambito = forms.ChoiceField(label="Ámbito", choices=Actor.Ambito, required=False, initial=Actor.Ambito.REGIONAL)
    persona = forms.CharField(label="Persona", max_length=160, required=False)
    quien = forms.ChoiceField(label="¿Es la misma persona?", required=False)
    cargo = forms.CharField(label="Cargo", max_length=120, required=False)

    def __init__(self, *args, conjunto=None, numero=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.conjunto, self.numero = conjunto, numero
        self.pide_actor = self.pide_tipo = self.pide_persona = self.hay_parecidos = False
        self.fields["tipo"].queryset = TipoActor.objects.en_uso().order_by("nombre")
        self.fields["tipo"].choices = [("", "Elige"), *conjunto.tipos] if conjunto else []
        self._preparar_actor()
        self._preparar_persona()

    # --- lo escrito, antes de validar ---

    def _escrito(self, nombre):
        return (self.data.get(self.add_prefix(nombre)) or "").strip() if self.is_bound else ""

    @property
    def en_blanco(self):
        return not any(self._escrito(nombre) for nombre in self.OBLIGAN)

    def _preparar_actor(self):
        """Las respuestas posibles a «¿cuál es?»; sin lo escrito, ninguna."""
        self.exactos, opciones = [], []
        institucion = self._escrito("institucion")
        if institucion and self.conjunto:
            nombres = self.conjunto.nombres
            self.exactos = nombres.exactos(institucion) or nombres.exactos(codigo_escrito(institucion))
            codigos = self.exactos or nombres.parecidos(institucion)
            opciones = [(codigo, f"{nombres.rotulos[codigo]} · {codigo}") for codigo in codigos]
            self.hay_parecidos = bool(opciones)
        self.fields["actor"].choices = [("", "Elige"), *opciones, (NUEVA, "Es nueva: anotarla en el directorio")]

    def _preparar_persona(self):
        self.tocayos = self.conjunto.personas.get(normalizar(self._escrito("persona")), []) if self.conjunto else []
        opciones = [(p.codigo, f"{p.nombre}, {self._a_quien_representa(p)} · {p.codigo}") for p in self.tocayos]
        self.fields["quien"].choices = [("", "Elige"), *opciones, (NUEVA, "Es otra persona del mismo nombre")]

    @property
    def principales(self):
        """Los campos que se ven siempre; los de las dudas aparecen cuando hay alguna."""
        return [self[nombre] for nombre in ("institucion", "persona", "cargo", *self.PROPIOS)]

    @property
    def numero_legible(self):
        return (self.numero or 0) + 1

    @property
    def reconocido(self):
        """Con qué actor del directorio se reconoció lo escrito, si fue con uno solo."""
        return self.conjunto.nombres.rotulos[self.exactos[0]] if len(self.exactos) == 1 else ""

    @staticmethod
    def _a_quien_representa(persona):
        nombres = ", ".join(r.actor.nombre for r in persona.representaciones.all())
        return f"representa a {nombres}" if nombres else "sin institución"

    # --- validación ---

    def clean(self):
        datos = super().clean()
        if self.en_blanco:
            return datos
        if not datos.get("institucion") and "institucion" not in self.errors:
            self.add_error("institucion", "Falta la institución.")
        elif "institucion" not in self.errors:
            self._reconocer_actor(datos)
            self._reconocer_persona(datos)
        return datos

    def _reconocer_actor(self, datos):
        """Lo elegido vale sólo para el nombre con que se eligió; cambiado el nombre, se pregunta de nuevo."""
        mismo_nombre = normalizar(datos.get("reconocida")) == normalizar(datos["institucion"])
        self._errors.pop("actor", None)
        elegido = datos.get("actor") if mismo_nombre else ""
        if not elegido and len(self.exactos) == 1:
            elegido = self.exactos[0]
        self.pide_actor = len(self.exactos) != 1
        self._recordar("reconocida", datos["institucion"])
        if not elegido and not self.hay_parecidos:
            elegido = NUEVA
        self._recordar("actor", elegido)
        datos["actor"] = elegido
        if elegido == NUEVA:
            self._pedir_tipo(datos)
        elif not elegido:
            frase = "Hay más de una con ese nombre." if self.exactos else "No está con ese nombre en el directorio."
            self.add_error("actor", f"{frase} Elige cuál es.")

    def _pedir_tipo(self, datos):
        self.pide_tipo = True
        if not datos.get("ambito"):
            comunal = normalizar(datos["institucion"]).startswith(("municipalidad", "ilustre municipalidad"))
            datos["ambito"] = Actor.Ambito.COMUNAL if comunal else Actor.Ambito.REGIONAL
            self._recordar("ambito", datos["ambito"])
        if not datos.get("tipo") and "tipo" not in self.errors:
            probable = self._tipo_probable(datos["institucion"])
            self._recordar("tipo", probable)
            pedido = "revisa su tipo" if probable else "di de qué tipo es"
            self.add_error("tipo", f"Es nueva en el directorio: {pedido}.")

    def _tipo_probable(self, institucion):
        nombre, claves = normalizar(institucion), {clave for clave, _ in self.conjunto.tipos}
        halladas = [clave for comienzo, clave in TIPOS_PROBABLES.items() if nombre.startswith(comienzo)]
        return next((clave for clave in halladas if clave in claves), "")

    def _reconocer_persona(self, datos):
        """Si alguien de ese nombre ya representa a la institución, es ella; si sólo hay tocayos, se pregunta."""
        self._errors.pop("quien", None)
        propias = [p for p in self.tocayos if datos.get("actor") in {r.actor.codigo for r in p.representaciones.all()}]
        if len(propias) == 1:
            datos["quien"] = propias[0].codigo
        elif self.tocayos:
            self.pide_persona = True
            if not datos.get("quien"):
                self.add_error("quien", "Ya hay alguien con ese nombre. ¿Es la misma persona?")

    def _recordar(self, nombre, valor):
        """Deja el valor en el formulario, para la próxima vez que se mande."""
        self.data[self.add_prefix(nombre)] = valor

    def renglon(self, actores):
        """El renglón que se anota. `actores`: {código: Actor} de los elegidos en todas las filas."""
        datos = self.cleaned_data
        por_codigo = {persona.codigo: persona for persona in self.tocayos}
        return Renglon(
            numero=self.numero,
            actor=actores.get(datos["actor"]),
            institucion=datos["institucion"],
            tipo=datos.get("tipo"),
            ambito=datos.get("ambito") or Actor.Ambito.REGIONAL,
            persona=por_codigo.get(datos.get("quien")),
            nombre_de_persona=datos["persona"],
            cargo=datos["cargo"],
            homonimo=(bool(self.exactos) and datos["actor"] == NUEVA) or datos.get("quien") == NUEVA,
            **{nombre: datos[nombre] for nombre in self.PROPIOS},
        )


class ConjuntoDeRenglones(forms.BaseFormSet):
    """Las filas por anotar, con el directorio leído una sola vez para todas."""

    def __init__(self, data=None, *args, **kwargs):
        # Se copia una vez: cada fila deja anotado ahí lo que reconoció.
        super().__init__(data.copy() if data is not None else None, *args, **kwargs)

    def get_form_kwargs(self, index):
        return {**super().get_form_kwargs(index), "conjunto": self, "numero": index}

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["DELETE"].label = "No anotar esta fila"

    @cached_property
    def nombres(self):
        return NombresDeActores()

    @cached_property
    def tipos(self):
        return list(TipoActor.objects.en_uso().order_by("nombre").values_list("clave", "nombre"))

    @cached_property
    def personas(self):
        """{nombre sin tildes: [personas que se llaman así]} de todas las filas."""
        if not self.is_bound:
            return {}
        escritos = {normalizar(v) for n, v in self.data.items() if n.startswith(self.prefix) and n.endswith("-persona")}
        vigentes = Representacion.objects.filter(vigente_hasta__isnull=True).select_related("actor")
        filas = Persona.objects.filter(busqueda__in=escritos - {""}).order_by("codigo")
        personas = {}
        for persona in filas.prefetch_related(Prefetch("representaciones", vigentes)):
            personas.setdefault(normalizar(persona.nombre), []).append(persona)
        return personas

    def renglones(self):
        """Los renglones de las filas que traen algo; se pide después de `is_valid`."""
        escritas = [fila for fila in self.forms if not fila.en_blanco and not self._should_delete_form(fila)]
        codigos = {fila.cleaned_data["actor"] for fila in escritas}
        actores = {actor.codigo: actor for actor in Actor.objects.filter(codigo__in=codigos)}
        return [fila.renglon(actores) for fila in escritas]

    @property
    def por_resolver(self):
        """En cuántas filas falta decidir algo."""
        return sum(1 for fila in self.forms if fila.errors and not self._should_delete_form(fila))

    def anotar_errores(self, errores):
        """Pone en cada fila lo que impidió anotarla. `errores`: los de NominaRechazada."""
        for numero, error in errores.items():
            self.forms[numero].add_error(None, error.messages)
            self._errors[numero] = self.forms[numero].errors


def conjunto_de_renglones(form, *, filas_en_blanco):
    """La clase de un conjunto de renglones de ese formulario."""
    return forms.formset_factory(
        form,
        formset=ConjuntoDeRenglones,
        extra=filas_en_blanco,
        max_num=MAX_FILAS,
        absolute_max=MAX_FILAS,
        can_delete=True,
        can_delete_extra=True,
    )


def datos_de(filas, prefijo):
    """Los datos con que un navegador mandaría esas filas, para revisarlas apenas se pegan."""
    datos = {f"{prefijo}-TOTAL_FORMS": str(len(filas)), f"{prefijo}-INITIAL_FORMS": "0"}
    for numero, fila in enumerate(filas):
        datos |= {f"{prefijo}-{numero}-{nombre}": valor for nombre, valor in fila.items()}
    return datos
