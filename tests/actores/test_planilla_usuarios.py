"""La planilla de cuentas: quién la importa, qué crea, y que nunca lleva contraseñas."""

import io

import pytest
from django.core.management import call_command
from openpyxl import Workbook, load_workbook

from actores.models import Rol, Usuario
from comun.planillas import ErrorDePlanilla, aplicar, leer_libro, previsualizar, tipo_llamado
from comun.planillas.lectura import ETIQUETA_DEL_TIPO
from comun.planillas.tipos import GUIA


def libro(*filas):
    """Un libro con una fila por cuenta: {campo: valor}."""
    hoja = tipo_llamado("usuarios").hojas[0]
    nuevo = Workbook()
    nuevo.active.title = GUIA
    nuevo.active.append([ETIQUETA_DEL_TIPO, "usuarios"])
    pagina = nuevo.create_sheet(hoja.nombre)
    pagina.append(hoja.encabezados)
    for fila in filas:
        pagina.append([fila.get(columna.campo) for columna in hoja.columnas])
    salida = io.BytesIO()
    nuevo.save(salida)
    return salida.getvalue()


def mirar(contenido, por=None):
    leido = leer_libro(contenido)
    return previsualizar(leido.tipo, leido, por)


def nueva(**campos):
    fila = {"username": "nueva", "first_name": "Persona", "rol": "editor regional", "direcciones": "Maule"}
    return {**fila, **campos}


def test_crea_cuentas_sin_clave_en_su_direccion(administradora, maule):
    resultado = mirar(libro(nueva(email="nueva@ejemplo.cl"), nueva(username="otra", rol="observador")), administradora)

    aplicar(resultado, por=administradora)

    cuenta = Usuario.objects.get(username="nueva")
    assert list(resultado.lineas()) == ["Usuarios: nuevas=2 cambiadas=0 sin_cambios=0 rechazadas=0"]
    assert (cuenta.rol, cuenta.is_active, cuenta.has_usable_password()) == (Rol.EDITOR_REGIONAL, True, False)
    assert list(cuenta.direcciones.all()) == [maule]
    assert cuenta.history.latest().history_user == administradora


def test_mirar_no_escribe(administradora, maule, tmp_path, capsys):
    archivo = tmp_path / "usuarios.xlsx"
    archivo.write_bytes(libro(nueva()))

    call_command("importar_planilla", str(archivo), usuario="administradora")

    assert "Usuarios: nuevas=1" in capsys.readouterr().out
    assert not Usuario.objects.filter(username="nueva").exists()


@pytest.mark.parametrize("rol", ["encargada", "lectora", "nacional", "observadora"])
def test_solo_la_importa_quien_administra(rol, request, maule):
    persona = request.getfixturevalue(rol)

    with pytest.raises(ErrorDePlanilla):
        mirar(libro(nueva()), persona)


def test_un_rol_regional_sin_direccion_se_rechaza_en_su_columna(administradora, maule):
    (rechazo,) = mirar(libro(nueva(direcciones=None)), administradora).rechazos

    assert "Direcciones regionales" in str(rechazo)
    assert "necesita al menos una dirección regional" in str(rechazo)


def test_un_correo_repetido_se_rechaza(administradora, encargada, maule):
    (rechazo,) = mirar(libro(nueva(email="ENCARGADA@ejemplo.cl")), administradora).rechazos

    assert "Otro usuario ya entra con ese correo" in str(rechazo)


def test_cambiar_de_lugar_o_desactivar_cierra_las_sesiones(entrar, administradora, encargada, maule):
    cliente = entrar(encargada)
    fila = {"username": "encargada", "first_name": "Usuaria", "rol": "lector regional"}

    aplicar(mirar(libro(fila | {"direcciones": maule.codigo}), administradora), por=administradora)

    encargada.refresh_from_db()
    assert (encargada.rol, list(encargada.direcciones.all())) == (Rol.LECTOR_REGIONAL, [maule])
    assert cliente.get("/").status_code == 302


def test_nadie_se_desactiva_a_si_mismo_por_planilla(administradora):
    fila = {"username": "administradora", "first_name": "Usuaria", "rol": "administrador", "is_active": "no"}

    (rechazo,) = mirar(libro(fila), administradora).rechazos

    assert "tu propia cuenta" in str(rechazo)


def test_exportar_e_importar_no_cambia_nada_ni_lleva_claves(administradora, encargada, lectora, ajena, tmp_path):
    archivo = tmp_path / "usuarios.xlsx"
    call_command("exportar_planilla", "usuarios", salida=str(archivo))

    resultado = mirar(archivo.read_bytes(), administradora)

    celdas = [str(celda.value) for hoja in load_workbook(archivo) for fila in hoja for celda in fila]
    assert list(resultado.lineas()) == ["Usuarios: nuevas=0 cambiadas=0 sin_cambios=4 rechazadas=0"]
    assert not any(encargada.password in celda for celda in celdas)
