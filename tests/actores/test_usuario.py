"""Lo que la base exige de un usuario."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.fabricas.actores import UsuarioFactory

pytestmark = pytest.mark.django_db


def test_actores_usuario_rol_valido():
    with pytest.raises(IntegrityError, match="actores_usuario_rol_valido"), transaction.atomic():
        UsuarioFactory(rol="otro")


def test_actores_usuario_correo_unico():
    UsuarioFactory(email="persona@ejemplo.cl")

    with pytest.raises(ValidationError, match="Otro usuario ya entra con ese correo"):
        UsuarioFactory.build(email="Persona@Ejemplo.cl").validate_constraints()
    with pytest.raises(IntegrityError, match="actores_usuario_correo_unico"), transaction.atomic():
        UsuarioFactory(email="Persona@Ejemplo.cl")


def test_varios_usuarios_pueden_no_tener_correo():
    UsuarioFactory(email="")

    assert UsuarioFactory(email="").pk
