"""El elenco reunido, para los barridos que prueban con todos los roles."""

from types import SimpleNamespace

import pytest

from tests.coherencia.matriz import ROLES


@pytest.fixture
def elenco(request, valparaiso, maule):
    personas = {rol: request.getfixturevalue(rol) for rol in ROLES}
    return SimpleNamespace(valparaiso=valparaiso, maule=maule, **personas)
