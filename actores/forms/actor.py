"""Anotar y corregir un actor del directorio, retirarlo y volver a ofrecerlo."""

from django import forms
from django.core.exceptions import ValidationError

from actores.forms.parecidos import ConParecidos
from actores.models import Actor, Sector, TipoActor
from actores.semejanza import actores_semejantes
from comun.edicion import FormularioVersionado
from comun.eleccion import Eleccion
from territorios.models import Comuna, DireccionRegional, Region

LARGO_DEL_NOMBRE = 200


class FormularioDeActor(ConParecidos):
    """Quién es, dónde trabaja y cómo se le escribe. Si se parece a otro, lo dice antes de crearlo dos veces."""

    CREAR = "Crear actor"
    AVISO = "Se parece a uno que ya está en el directorio. Si es otro, créalo de todos modos."
    SECCIONES = (
        ("Quién es", ("nombre", "sigla", "otros_nombres", "tipo", "sector", "es_colectivo", "rut")),
        ("Dónde trabaja", ("ambito", "regiones", "comuna")),
        ("Contacto de la institución", ("correo", "telefono", "sitio")),
        ("De dónde se sabe", ("fuente", "motivo")),
    )

    otros_nombres = forms.CharField(
        label="Otros nombres",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Uno por línea: como lo llaman otros documentos, para encontrarlo igual.",
    )
    sector = forms.ChoiceField(
        label="Sector",
        required=False,
        choices=[("", "El de su tipo"), *Sector.choices],
        help_text="Si no se elige, el de su tipo.",
    )
    comuna = Eleccion(
        Comuna.objects.all(),
        tipo="comuna",
        label="Comuna",
        required=False,
        help_text="Donde tiene su sede o trabaja, si es de una sola comuna.",
    )

    class Meta:
        model = Actor
        fields = (
            "nombre", "sigla", "tipo", "sector", "es_colectivo", "rut", "ambito", "regiones", "comuna",
            "correo", "telefono", "sitio", "fuente",
        )  # fmt: skip
        widgets = {"regiones": forms.CheckboxSelectMultiple}

    def __init__(self, *args, usuario, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tipo"].queryset = TipoActor.objects.para_elegir(ya_elegido=self.instance.tipo_id)
        self.fields["regiones"].queryset = Region.objects.de_norte_a_sur()
        if self.instance.pk:
            self.initial["otros_nombres"] = "\n".join(
                self.instance.alias.order_by("nombre").values_list("nombre", flat=True)
            )
        else:
            self.initial.setdefault("regiones", _regiones_de(usuario))

    def clean_otros_nombres(self):
        nombres = [" ".join(linea.split()) for linea in self.cleaned_data["otros_nombres"].splitlines()]
        nombres = list(dict.fromkeys(filter(None, nombres)))
        largos = [nombre for nombre in nombres if len(nombre) > LARGO_DEL_NOMBRE]
        if largos:
            raise ValidationError(f"«{largos[0][:40]}…» tiene más de {LARGO_DEL_NOMBRE} letras.")
        return nombres

    def clean(self):
        datos = super().clean()
        if not self.cleaned_data.get("sector") and self.cleaned_data.get("tipo"):
            self.cleaned_data["sector"] = self.cleaned_data["tipo"].sector
        return datos

    def buscar_parecidos(self):
        return actores_semejantes(self.cleaned_data["nombre"], self.cleaned_data.get("sigla", ""))

    def crear(self, *, por):
        campos = {nombre: self.cleaned_data[nombre] for nombre in self._meta.fields}
        return Actor.crear(por=por, alias=self.cleaned_data["otros_nombres"], **campos)

    def registrar(self, *, por, motivo):
        if "otros_nombres" in self.changed_data and self.instance.llamar_tambien(self.cleaned_data["otros_nombres"]):
            motivo = f"{motivo} (cambian sus otros nombres)".strip()[:500]
        return super().registrar(por=por, motivo=motivo)


class FormularioDeMotivo(FormularioVersionado):
    """Por qué se retira un actor o se vuelve a ofrecer: el motivo es obligatorio y queda en su historial."""

    con_motivo = True

    class Meta:
        model = Actor
        fields = ()

    def has_changed(self):
        return True

    def registrar(self, *, por, motivo):
        verbo = self.instance.reponer if self.instance.retirado else self.instance.retirar
        verbo(por=por, motivo=motivo)
        return self.instance


def _regiones_de(usuario):
    """Las de sus direcciones regionales: con ellas parte marcado el formulario de quien trabaja en una región."""
    propias = DireccionRegional.objects.filter(usuarios=usuario)
    return list(Region.objects.filter(direcciones__in=propias).distinct())
