"""Con quién se relaciona un actor: sus vínculos, como tabla que se edita en su lugar."""

from actores.forms.persona import campo_de_fecha
from actores.models import Actor, Vinculo
from comun.edicion import FilaVersionada, conjunto_de
from comun.eleccion import Eleccion


class FilaDeVinculo(FilaVersionada):
    """La relación se lee desde el actor de la página: «Servicio de ejemplo depende de …»."""

    destino = Eleccion(Actor.objects.all(), tipo="actor", label="Con quién")
    vigente_desde = campo_de_fecha("Desde")
    vigente_hasta = campo_de_fecha("Hasta")

    class Meta:
        model = Vinculo
        fields = ("tipo", "destino", "vigente_desde", "vigente_hasta", "nota", "fuente")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["destino"].queryset = Actor.objects.para_elegir(ya_elegido=self.instance.destino_id)
        if self.instance.pk:
            self.initial["destino"] = self.instance.destino

    def crear(self, *, por):
        self.instance.full_clean()  # las reglas que miran los dos extremos, con su frase
        return super().crear(por=por)

    def registrar(self, *, por, motivo):
        self.instance.full_clean()
        return super().registrar(por=por, motivo=motivo)


Conjunto = conjunto_de(Actor, Vinculo, form=FilaDeVinculo, fk_name="origen")


def vinculos_desde(actor, *, data=None):
    """Los que parten de este actor; los que otros anotaron hacia él se editan en la página del otro."""
    filas = actor.vinculos_hacia.select_related("destino").order_by("tipo", "pk")
    return Conjunto(data, instance=actor, queryset=filas, prefix="vinculos")
