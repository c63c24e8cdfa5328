"""ConjuntoVersionado: filas que se editan juntas, se agregan sin JavaScript y no se pisan."""

import pytest
from django.template import Context, Template

from comun.edicion import conjunto_de
from mesas.models import Eje, Mesa
from tests.fabricas.mesas import EjeFactory, MesaFactory

ConjuntoDeEjes = conjunto_de(Mesa, Eje, fields=["nombre", "orden"])


@pytest.fixture
def mesa(db):
    mesa = MesaFactory()
    EjeFactory(mesa=mesa, nombre="Turismo", orden=1)
    return mesa


def ejes_de(mesa, datos=None):
    return ConjuntoDeEjes(datos, instance=mesa, queryset=Eje.objects.order_by("orden", "pk"))


def en_pantalla(conjunto, **cambios):
    formularios = [conjunto.management_form, *conjunto.forms]
    campos = [campo for form in formularios for campo in form]
    datos = {campo.html_name: str(campo.value()) for campo in campos if campo.value() not in (None, False)}
    return {**datos, **cambios}


@pytest.fixture
def mandar(rf):
    return lambda mesa, datos: ejes_de(mesa, rf.post("/", datos).POST)


def test_guarda_la_que_cambio_y_crea_la_nueva_con_motivo_y_autora(mesa, mandar, encargada):
    datos = en_pantalla(
        ejes_de(mesa), **{"ejes-0-nombre": "Turismo rural", "ejes-1-nombre": "Agua", "ejes-1-orden": "2"}
    )
    conjunto = mandar(mesa, datos)

    assert conjunto.is_valid(), conjunto.errors
    assert conjunto.guardar(por=encargada, motivo="Del plan")

    turismo, agua = Eje.objects.order_by("orden")
    assert (turismo.nombre, agua.nombre) == ("Turismo rural", "Agua")
    cambio = turismo.history.latest()
    assert (cambio.history_user, cambio.history_change_reason) == (encargada, "Del plan")
    assert agua.history.get().history_user == encargada


def test_mandar_dos_veces_no_crea_dos_filas(mesa, mandar, encargada):
    datos = en_pantalla(ejes_de(mesa), **{"ejes-1-nombre": "Agua", "ejes-1-orden": "2"})

    for _ in range(2):
        conjunto = mandar(mesa, datos)
        assert conjunto.is_valid(), conjunto.errors
        assert conjunto.guardar(por=encargada)

    assert Eje.objects.filter(nombre="Agua").count() == 1


def test_una_fila_en_blanco_no_se_guarda(mesa, mandar, encargada):
    conjunto = mandar(mesa, en_pantalla(ejes_de(mesa)))

    assert conjunto.is_valid(), conjunto.errors
    assert conjunto.guardar(por=encargada)
    assert Eje.objects.count() == 1


def test_agregar_fila_conserva_lo_escrito_sin_guardar_ni_reclamar(mesa, mandar):
    datos = en_pantalla(ejes_de(mesa), **{"ejes-0-nombre": "", "ejes-1-nombre": "Agua", "ejes-agregar": "1"})
    conjunto = mandar(mesa, datos)

    assert not conjunto.is_valid()
    assert len(conjunto.forms) == 3
    assert [form["nombre"].value() for form in conjunto] == ["", "Agua", None]
    assert not any(form.errors for form in conjunto)
    assert conjunto[2]["envio"].value()
    assert Eje.objects.get().nombre == "Turismo"


def test_despues_de_agregar_fila_se_guarda_todo(mesa, mandar, encargada):
    datos = en_pantalla(ejes_de(mesa), **{"ejes-1-nombre": "Agua", "ejes-1-orden": "2", "ejes-agregar": "1"})
    conjunto = mandar(mesa, datos)

    conjunto = mandar(mesa, en_pantalla(conjunto, **{"ejes-2-nombre": "Riego", "ejes-2-orden": "3"}))

    assert conjunto.is_valid(), conjunto.errors
    assert conjunto.guardar(por=encargada)
    assert set(Eje.objects.values_list("nombre", flat=True)) == {"Turismo", "Agua", "Riego"}


def test_si_una_fila_choca_no_se_guarda_ninguna_y_se_ven_ambos_textos(mesa, mandar, encargada, lectora):
    datos = en_pantalla(ejes_de(mesa), **{"ejes-0-nombre": "La mía", "ejes-1-nombre": "Agua", "ejes-1-orden": "2"})
    eje = Eje.objects.get()
    eje.nombre = "La de ella"
    eje.registrar(por=lectora)
    conjunto = mandar(mesa, datos)

    assert not conjunto.is_valid()

    assert conjunto[0].errors["nombre"] == ["Ahora dice: «La de ella»."]
    assert conjunto[0]["nombre"].value() == "La mía"
    assert conjunto[1]["nombre"].value() == "Agua"


def test_si_choca_al_momento_de_guardar_tampoco_queda_nada(mesa, mandar, encargada, lectora):
    nuevas = {"ejes-0-nombre": "La mía", "ejes-1-nombre": "Agua", "ejes-1-orden": "2"}
    conjunto = mandar(mesa, en_pantalla(ejes_de(mesa), **nuevas))
    assert conjunto.is_valid()
    eje = Eje.objects.get()
    eje.nombre = "La de ella"
    eje.registrar(por=lectora)

    assert not conjunto.guardar(por=encargada)

    assert Eje.objects.get().nombre == "La de ella"
    assert conjunto[0].errors["nombre"] == ["Ahora dice: «La de ella»."]


def test_eliminar_una_fila_que_otra_persona_cambio_pide_revisarla(mesa, mandar, lectora):
    datos = en_pantalla(ejes_de(mesa), **{"ejes-0-DELETE": "on"})
    eje = Eje.objects.get()
    eje.nombre = "La de ella"
    eje.registrar(por=lectora)

    conjunto = mandar(mesa, datos)

    assert not conjunto.is_valid()
    assert "Otra persona cambió una fila que ibas a eliminar" in conjunto.non_form_errors()[0]


def test_eliminar_una_fila_la_borra_con_autora_y_motivo(mesa, mandar, encargada):
    conjunto = mandar(mesa, en_pantalla(ejes_de(mesa), **{"ejes-0-DELETE": "on"}))

    assert conjunto.is_valid()
    assert conjunto.guardar(por=encargada, motivo="Repetido")

    borrado = Eje.history.filter(history_type="-").get()
    assert not Eje.objects.exists()
    assert (borrado.history_user, borrado.history_change_reason) == (encargada, "Repetido")


def test_una_fila_que_otra_persona_elimino_lo_dice(mesa, mandar):
    datos = en_pantalla(ejes_de(mesa), **{"ejes-0-nombre": "La mía"})
    Eje.objects.get().delete()

    conjunto = mandar(mesa, datos)

    assert not conjunto.is_valid()
    assert "Otra persona eliminó esta fila mientras la editabas." in str(conjunto.errors)


def test_la_fila_de_otra_mesa_no_se_toca(mesa, mandar):
    ajeno = EjeFactory(mesa=MesaFactory(), nombre="Ajeno", orden=1)

    conjunto = mandar(mesa, en_pantalla(ejes_de(mesa), **{"ejes-0-id": str(ajeno.pk), "ejes-0-nombre": "Tomado"}))

    assert not conjunto.is_valid()
    ajeno.refresh_from_db()
    assert ajeno.nombre == "Ajeno"


def test_la_tabla_muestra_filas_errores_y_boton(mesa, mandar):
    conjunto = mandar(mesa, en_pantalla(ejes_de(mesa), **{"ejes-0-nombre": ""}))
    conjunto.is_valid()

    html = Template('{% conjunto conjunto "Ejes" %}').render(Context({"conjunto": conjunto}))

    assert 'name="ejes-agregar"' in html
    assert "Este campo es obligatorio." in html
    assert 'name="ejes-0-version_leida"' in html
