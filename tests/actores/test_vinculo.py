"""Los vínculos entre actores."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from actores.models import Vinculo
from tests.fabricas.actores import ActorFactory, VinculoFactory

pytestmark = pytest.mark.django_db
COLABORA, DEPENDE = Vinculo.Tipo.COLABORA_CON, Vinculo.Tipo.DEPENDE_DE


def test_se_lee_desde_los_dos_lados():
    vinculo = VinculoFactory(tipo=DEPENDE)

    assert vinculo.visto_desde(vinculo.origen) == ("depende de", vinculo.destino)
    assert vinculo.visto_desde(vinculo.destino) == ("tiene a su cargo a", vinculo.origen)
    assert Vinculo.objects.de(vinculo.destino).get() == vinculo


def test_actores_vinculo_no_consigo():
    actor = ActorFactory()

    with pytest.raises(ValidationError, match="no puede vincularse consigo mismo"):
        Vinculo.crear(por=None, origen=actor, destino=actor, tipo=DEPENDE)
    with pytest.raises(IntegrityError, match="actores_vinculo_no_consigo"), transaction.atomic():
        VinculoFactory(origen=actor, destino=actor)


def test_actores_vinculo_unico():
    primero = VinculoFactory(tipo=DEPENDE)

    with pytest.raises(ValidationError, match="ya está anotado y sigue vigente"):
        Vinculo.crear(por=None, origen=primero.origen, destino=primero.destino, tipo=DEPENDE)


def test_actores_vinculo_simetrico_unico():
    primero = VinculoFactory(tipo=COLABORA)

    with pytest.raises(ValidationError, match="ya está anotado desde el otro actor"):
        Vinculo.crear(por=None, origen=primero.destino, destino=primero.origen, tipo=COLABORA)


def test_uno_dirigido_puede_existir_tambien_al_reves():
    primero = VinculoFactory(tipo=Vinculo.Tipo.FINANCIA_A)

    assert Vinculo.crear(por=None, origen=primero.destino, destino=primero.origen, tipo=primero.tipo)


def test_terminado_el_primero_se_puede_anotar_de_nuevo(encargada):
    primero = VinculoFactory(tipo=DEPENDE)

    primero.terminar(por=encargada, el=date(2020, 12, 31), motivo="cambió la ley")

    assert Vinculo.crear(por=None, origen=primero.origen, destino=primero.destino, tipo=DEPENDE)


def test_actores_vinculo_vigencia_en_orden():
    with pytest.raises(IntegrityError, match="actores_vinculo_vigencia_en_orden"), transaction.atomic():
        VinculoFactory(vigente_desde=date(2020, 2, 1), vigente_hasta=date(2020, 1, 1))
