"""Formularios del proyecto: su ficha, su dinero y su marco de resultados."""

from django import forms

from comun.edicion import FormularioVersionado
from informes.forms.filas import FilaVersionada
from informes.models import (
    Actividad,
    Donante,
    Indicador,
    Presupuesto,
    Producto,
    Proyecto,
    ResultadoPais,
    Tasa,
)
from informes.permissions import puede_crear_proyecto
from mesas.models import Mesa
from territorios.models import DireccionRegional

FECHA = {"format": "%Y-%m-%d", "attrs": {"type": "date"}}


def _fecha():
    return forms.DateInput(**FECHA)


def _texto(filas):
    return forms.Textarea(attrs={"rows": filas})


class FormularioDeProyecto(FormularioVersionado):
    """La ficha de un proyecto. Las direcciones y mesas que se ofrecen son las que alcanza quien escribe."""

    SECCIONES = (
        ("Qué es", ("titulo", "atlas_project_id", "atlas_output_id", "organismo", "inicio", "fin")),
        ("Dinero y género", ("moneda", "presupuesto_documento", "marcador_de_genero")),
        ("De quién es", ("direcciones", "mesas", "observadores")),
    )

    class Meta:
        model = Proyecto
        fields = (
            "titulo",
            "atlas_project_id",
            "atlas_output_id",
            "organismo",
            "inicio",
            "fin",
            "moneda",
            "presupuesto_documento",
            "marcador_de_genero",
            "direcciones",
            "mesas",
            "observadores",
        )
        localized_fields = ("presupuesto_documento",)
        widgets = {
            "titulo": _texto(2),
            "inicio": _fecha(),
            "fin": _fecha(),
            "direcciones": forms.CheckboxSelectMultiple,
            "mesas": forms.CheckboxSelectMultiple,
            "observadores": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args, usuario, **kwargs):
        super().__init__(*args, **kwargs)
        self.usuario = usuario
        observadores = self.fields["observadores"].queryset
        self.fields["observadores"].queryset = observadores.filter(rol="observador", is_active=True)
        self.fields["mesas"].queryset = Mesa.objects.visibles_para(usuario).order_by("codigo")
        self.fields["direcciones"].queryset = self._direcciones().de_norte_a_sur()
        self.fields["direcciones"].help_text = "Sin ninguna, el proyecto es nacional." if usuario.es_nacional else ""
        if self.instance.pk:
            del self.fields["atlas_project_id"]  # da el código, que no cambia

    def _direcciones(self):
        """Las de quien escribe y las que el proyecto ya tiene: nadie reparte direcciones ajenas."""
        suyas = DireccionRegional.objects.filter(usuarios=self.usuario)
        tiene = DireccionRegional.objects.filter(proyectos=self.instance) if self.instance.pk else suyas.none()
        return (suyas | tiene).distinct()

    def clean_direcciones(self):
        """Las marcadas; sin marcar ninguna, las de quien escribe (un proyecto nacional no tiene)."""
        direcciones = self.cleaned_data["direcciones"]
        if not direcciones and self.usuario.es_regional:
            direcciones = DireccionRegional.objects.filter(usuarios=self.usuario)
        if not puede_crear_proyecto(self.usuario, direcciones):
            raise forms.ValidationError("Con esas direcciones no podrías editarlo: marca al menos una de las tuyas.")
        return direcciones

    def clean_mesas(self):
        """Las marcadas más las que el proyecto ya tenía y quien escribe no ve: no se sueltan sin verlas."""
        marcadas = self.cleaned_data["mesas"]
        if not self.instance.pk:
            return marcadas
        ocultas = self.instance.mesas.exclude(pk__in=self.fields["mesas"].queryset.values("pk"))
        return Mesa.objects.filter(pk__in=[una.pk for una in (*marcadas, *ocultas)])


class FormularioDeInforme(forms.Form):
    """De qué año es el informe que se abre: uno del proyecto que aún no lo tenga."""

    anio = forms.TypedChoiceField(label="Año", coerce=int)

    def __init__(self, *args, anios, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["anio"].choices = [(anio, str(anio)) for anio in anios]


class FilaDeTasa(FilaVersionada):
    """Las tasas del organismo desde una fecha."""

    class Meta:
        model = Tasa
        fields = ("desde", "dpc", "gms")
        localized_fields = ("dpc", "gms")
        widgets = {"desde": _fecha()}


class FilaDePresupuestoAnual(FilaVersionada):
    """El presupuesto de un año."""

    class Meta:
        model = Presupuesto
        fields = ("anio", "monto")
        localized_fields = ("monto",)


class FilaDeDonante(FilaVersionada):
    """Quien financia el proyecto."""

    class Meta:
        model = Donante
        fields = ("nombre",)


class FilaDeResultado(FilaVersionada):
    """Un efecto o producto del Programa País."""

    anchos = ("enunciado",)

    class Meta:
        model = ResultadoPais
        fields = ("nivel", "codigo", "enunciado")
        widgets = {"enunciado": _texto(2)}


class FilaDeProducto(FilaVersionada):
    """Un producto del proyecto."""

    anchos = ("nombre", "nombre_narrativo")

    class Meta:
        model = Producto
        fields = ("numero", "nombre", "nombre_narrativo")
        widgets = {"nombre": _texto(2), "nombre_narrativo": _texto(2)}


class FilaDeIndicador(FilaVersionada):
    """Un indicador de uno de los productos o resultados del proyecto."""

    anchos = ("enunciado", "linea_base", "meta")

    class Meta:
        model = Indicador
        fields = (
            "producto",
            "resultado_pais",
            "codigo",
            "acumulacion",
            "enunciado",
            "linea_base",
            "linea_base_valor",
            "linea_base_anio",
            "meta",
            "meta_valor",
            "metrica",
            "mesa",
            "corte",
        )
        localized_fields = ("linea_base_valor", "meta_valor")
        widgets = {"enunciado": _texto(2), "linea_base": _texto(2), "meta": _texto(2)}

    def __init__(self, *args, productos, resultados, mesas, **kwargs):
        super().__init__(*args, **kwargs)
        _ofrecer(self.fields["producto"], productos, [(uno.pk, f"Producto {uno.numero}") for uno in productos])
        _ofrecer(self.fields["resultado_pais"], resultados, [(uno.pk, uno.codigo) for uno in resultados])
        _ofrecer(self.fields["mesa"], mesas, [(una.pk, f"{una.codigo} {una.nombre}"[:60]) for una in mesas])


class FilaDeActividad(FilaVersionada):
    """Una actividad de un producto, con los indicadores a los que sirve."""

    anchos = ("nombre", "indicadores")

    class Meta:
        model = Actividad
        fields = ("producto", "numero", "rotulo", "nombre", "indicadores")
        widgets = {"nombre": _texto(2), "indicadores": forms.CheckboxSelectMultiple}

    def __init__(self, *args, productos, indicadores, **kwargs):
        super().__init__(*args, **kwargs)
        _ofrecer(self.fields["producto"], productos, [(uno.pk, f"Producto {uno.numero}") for uno in productos])
        self.fields["indicadores"].queryset = indicadores
        self.fields["indicadores"].choices = [(uno.pk, f"Indicador {uno.codigo}") for uno in indicadores]


def _ofrecer(campo, queryset, opciones):
    """Ofrece sólo esas filas, leídas una vez para toda la tabla."""
    campo.queryset = queryset
    campo.choices = [("", "—"), *opciones]
