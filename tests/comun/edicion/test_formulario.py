"""FormularioVersionado: dos editores no se pisan, lo escrito no se pierde y mandarlo dos veces no hace dos."""

import pytest
from django.core.exceptions import ValidationError

from comun.edicion import FormularioVersionado
from comun.models import CifraDeclarada, EdicionSimultanea, Envio
from mesas.models import Mesa
from tests.fabricas.comun import CifraDeclaradaFactory
from tests.fabricas.mesas import MesaFactory


class FormularioDeCifra(FormularioVersionado):
    class Meta:
        model = CifraDeclarada
        fields = ["mide", "ambito", "valor", "unidad", "documento", "nota"]


class FormularioDeMesa(FormularioVersionado):
    class Meta:
        model = Mesa
        fields = ["nombre", "tipo", "publicada", "direcciones", "observadores"]


def datos_de(form, **cambios):
    """Lo que manda el navegador si la persona cambia sólo eso."""
    datos = {}
    for campo in form:
        valor = campo.value()
        if isinstance(valor, list):
            datos[campo.html_name] = [str(getattr(v, "pk", v)) for v in valor]
        elif valor is not None and valor is not False:
            datos[campo.html_name] = str(valor)
    return {**datos, **cambios}


def abrir(cifra):
    """Lo que alguien tiene en pantalla al abrir el formulario."""
    return datos_de(FormularioDeCifra(instance=CifraDeclarada.objects.get(pk=cifra.pk)))


def mandar(cifra, datos, rf, por):
    peticion = rf.post("/", datos)
    form = FormularioDeCifra(peticion.POST, instance=CifraDeclarada.objects.get(pk=cifra.pk))
    return form, form.is_valid() and form.guardar(por=por)


def test_guarda_con_autora_motivo_y_version(encargada, rf):
    cifra = CifraDeclaradaFactory(nota="antes")

    _, guardada = mandar(cifra, {**abrir(cifra), "nota": "después", "motivo": "Error de tipeo"}, rf, encargada)

    ultimo = cifra.history.latest()
    assert guardada == cifra
    assert (ultimo.nota, ultimo.version) == ("después", 2)
    assert (ultimo.history_user, ultimo.history_change_reason) == (encargada, "Error de tipeo")


def test_quien_llega_segundo_ve_ambos_textos_y_el_suyo_sigue_editable(encargada, lectora, rf):
    cifra = CifraDeclaradaFactory(nota="original")
    mia, suya = abrir(cifra), abrir(cifra)
    mandar(cifra, {**suya, "nota": "la de ella"}, rf, lectora)

    form, guardada = mandar(cifra, {**mia, "nota": "la mía"}, rf, encargada)

    assert not guardada
    assert form.errors["nota"] == ["Ahora dice: «la de ella»."]
    assert f"Mientras editabas, {lectora} guardó esto" in form.non_field_errors()[0]
    assert form["nota"].value() == "la mía"
    cifra.refresh_from_db()
    assert cifra.nota == "la de ella"


def test_despues_de_ver_ambos_textos_volver_a_guardar_guarda(encargada, lectora, rf):
    cifra = CifraDeclaradaFactory(nota="original")
    mia = abrir(cifra)
    mandar(cifra, {**abrir(cifra), "nota": "la de ella"}, rf, lectora)
    form, _ = mandar(cifra, {**mia, "nota": "la mía"}, rf, encargada)

    _, guardada = mandar(cifra, datos_de(form, nota="la de ella y la mía"), rf, encargada)

    assert guardada
    cifra.refresh_from_db()
    assert (cifra.nota, cifra.version) == ("la de ella y la mía", 3)


def test_lo_que_solo_cambio_la_otra_persona_no_se_devuelve_atras(encargada, lectora, rf):
    cifra = CifraDeclaradaFactory(nota="original", documento="Informe 2019")
    mia = abrir(cifra)
    mandar(cifra, {**abrir(cifra), "documento": "Informe 2020"}, rf, lectora)

    form, guardada = mandar(cifra, {**mia, "nota": "la mía"}, rf, encargada)

    assert not guardada
    assert form["documento"].value() == "Informe 2020"
    assert form.errors["documento"] == ["Lo cambió la otra persona: ahora dice «Informe 2020»."]
    assert "nota" not in form.errors
    mandar(cifra, datos_de(form), rf, encargada)
    cifra.refresh_from_db()
    assert (cifra.documento, cifra.nota) == ("Informe 2020", "la mía")


def test_lo_mismo_vale_para_casillas_y_relaciones(encargada, lectora, valparaiso, maule, rf):
    mesa = MesaFactory(direcciones=[valparaiso])
    datos = datos_de(FormularioDeMesa(instance=mesa))
    otra = Mesa.objects.get(pk=mesa.pk)
    otra.publicada = True
    otra.registrar(por=lectora, relaciones={"direcciones": [valparaiso, maule]})

    peticion = rf.post("/", {**datos, "nombre": "Otro nombre"})
    form = FormularioDeMesa(peticion.POST, instance=Mesa.objects.get(pk=mesa.pk))

    assert not form.is_valid()
    assert form["publicada"].value() is True
    assert set(form["direcciones"].value()) == {str(valparaiso.pk), str(maule.pk)}
    assert form["nombre"].value() == "Otro nombre"


def test_un_choque_al_momento_de_guardar_tambien_muestra_ambos_textos(encargada, lectora, rf):
    cifra = CifraDeclaradaFactory(nota="original")
    form = FormularioDeCifra(rf.post("/", {**abrir(cifra), "nota": "la mía"}).POST, instance=cifra)
    assert form.is_valid()
    mandar(cifra, {**abrir(cifra), "nota": "la de ella"}, rf, lectora)

    assert form.guardar(por=encargada) is None

    assert form.errors["nota"] == ["Ahora dice: «la de ella»."]
    assert (form["nota"].value(), form["version_leida"].value()) == ("la mía", 2)


def test_sin_decir_que_version_se_leyo_no_se_guarda(encargada, rf):
    cifra = CifraDeclaradaFactory(nota="original")
    datos = {**abrir(cifra), "nota": "a ciegas"}
    del datos["version_leida"]

    form, guardada = mandar(cifra, datos, rf, encargada)

    assert not guardada
    assert form.errors["nota"] == ["Ahora dice: «original»."]


def test_mandar_dos_veces_el_mismo_cambio_lo_guarda_una_vez(encargada, rf):
    cifra = CifraDeclaradaFactory(nota="antes")
    datos = {**abrir(cifra), "nota": "después"}

    salidas = [mandar(cifra, datos, rf, encargada)[1] for _ in range(2)]

    assert salidas == [cifra, cifra]
    assert cifra.history.count() == 2


def test_guardar_sin_cambios_no_deja_rastro(encargada, rf):
    cifra = CifraDeclaradaFactory()

    _, guardada = mandar(cifra, abrir(cifra), rf, encargada)

    assert guardada == cifra
    assert cifra.history.count() == 1


def nueva(datos, rf, por):
    form = FormularioDeCifra(rf.post("/", datos).POST)
    return form, form.is_valid() and form.guardar(por=por)


def formulario_lleno(**cambios):
    ejemplo = CifraDeclaradaFactory.build()
    campos = {nombre: getattr(ejemplo, nombre) for nombre in FormularioDeCifra.Meta.fields}
    return {**datos_de(FormularioDeCifra()), **campos, **cambios}


def test_crear_asigna_codigo_y_mandarlo_dos_veces_no_crea_dos(encargada, rf):
    datos = formulario_lleno()

    (_, una), (_, otra) = nueva(datos, rf, encargada), nueva(datos, rf, encargada)

    assert una == otra
    assert CifraDeclarada.objects.get().codigo == "F-000001"
    assert una.history.get().history_user == encargada


def test_control_sin_la_clave_de_envio_se_crean_dos(encargada, rf):
    datos = formulario_lleno()
    del datos["envio"]

    nueva(datos, rf, encargada)
    nueva(datos, rf, encargada)

    assert CifraDeclarada.objects.count() == 2


def test_la_clave_de_envio_de_otra_persona_no_sirve(encargada, lectora, rf):
    datos = formulario_lleno()
    nueva(datos, rf, lectora)

    form, guardada = nueva(datos, rf, encargada)

    assert not guardada
    assert form.non_field_errors() == ["Este formulario ya se usó: ábrelo de nuevo."]


def test_un_envio_que_no_alcanzo_a_crear_se_puede_repetir(encargada, rf, monkeypatch):
    datos = formulario_lleno()
    with monkeypatch.context() as roto:
        roto.setattr(CifraDeclarada, "registrar", _falla_con(ValidationError({"nota": "La nota no cuadra."})))
        form, guardada = nueva(datos, rf, encargada)

    assert not guardada
    assert form.errors["nota"] == ["La nota no cuadra."]
    assert not Envio.objects.exists()
    assert nueva(datos, rf, encargada)[1]


def _falla_con(error):
    def fallar(self, **kwargs):
        raise error

    return fallar


class CierreImposible(Exception):
    pass


def test_el_error_de_un_verbo_se_dice_en_el_formulario(encargada, rf, monkeypatch):
    cifra = CifraDeclaradaFactory()
    datos = {**abrir(cifra), "nota": "otra"}
    monkeypatch.setattr(FormularioDeCifra, "errores_de_dominio", (CierreImposible,))
    monkeypatch.setattr(CifraDeclarada, "registrar", _falla_con(CierreImposible("Todavía no se puede.")))

    form, guardada = mandar(cifra, datos, rf, encargada)

    assert not guardada
    assert form.non_field_errors() == ["Todavía no se puede."]


def test_el_motivo_se_puede_exigir_u_ocultar(db):
    cifra = CifraDeclaradaFactory()
    exige = type("Exige", (FormularioDeCifra,), {"con_motivo": True})(instance=cifra)
    oculta = type("Oculta", (FormularioDeCifra,), {"con_motivo": False})(instance=cifra)

    assert exige.fields["motivo"].required
    assert "motivo" not in oculta.fields
    assert "motivo" not in FormularioDeCifra().fields


def test_sin_las_defensas_del_formulario_el_modelo_igual_se_niega(encargada):
    cifra = CifraDeclaradaFactory()
    vieja = CifraDeclarada.objects.get(pk=cifra.pk)
    cifra.registrar(por=encargada)

    with pytest.raises(EdicionSimultanea):
        vieja.registrar(por=encargada)
