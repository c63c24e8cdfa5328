// Nada de lo escrito se pierde: cada cambio queda en el navegador y, si la sección es un texto, en el servidor.
// Sin este módulo la página se guarda con su botón. Lo del navegador lo borra sesion.js al salir o después de un día.

const PREFIJO = "mesas:borrador:";
const UN_DIA = 24 * 60 * 60 * 1000;
const PAUSA = 1500;
const REINTENTO = 15000;

const formulario = document.querySelector("form[data-borrador]");
if (formulario) iniciar(formulario);

function iniciar(form) {
  const clave = PREFIJO + form.dataset.borrador;
  const estado = document.querySelector("[data-estado]");
  const avisos = document.querySelector("[data-avisos]")?.textContent ?? "";
  let reloj;
  let enviando = false;
  let pausado = !form.querySelector("[data-ajeno]")?.hidden && Boolean(form.querySelector("[data-ajeno]"));
  let cambios = 0;
  const esTexto = Boolean(form.dataset.autoguardar);

  ofrecerLoPendiente();
  form.addEventListener("input", anotar);
  form.addEventListener("submit", alEnviar);
  window.addEventListener("online", () => programar(0));

  function anotar() {
    cambios += 1;
    guardarAqui();
    if (pausado) return;
    decir(esTexto ? "Escribiendo…" : "Sin guardar todavía: lo escrito queda en este navegador");
    programar(PAUSA);
  }

  function programar(milisegundos) {
    if (!esTexto || pausado || !cambios) return;
    clearTimeout(reloj);
    reloj = setTimeout(enviar, milisegundos);
  }

  async function enviar() {
    if (enviando) return programar(PAUSA);
    enviando = true;
    const hasta = cambios;
    const datos = new FormData(form);
    datos.delete("csrfmiddlewaretoken");
    try {
      const respuesta = await fetch(form.dataset.autoguardar, {
        method: "POST",
        body: datos,
        headers: { "X-CSRFToken": ficha() },
        redirect: "manual",
        signal: AbortSignal.timeout(20000),
      });
      await recibir(respuesta, hasta);
    } catch {
      decir("Sin conexión: lo escrito queda en este navegador y se enviará al volver", true);
      reloj = setTimeout(enviar, REINTENTO);
    } finally {
      enviando = false;
    }
  }

  async function recibir(respuesta, hasta) {
    if (respuesta.type === "opaqueredirect" || respuesta.status === 403) return sesionTerminada();
    if (respuesta.status === 409) return mostrarAjeno(await respuesta.json());
    if (respuesta.status === 422) return decir((await respuesta.json()).errores.join(" "), true);
    if (!respuesta.ok) throw new Error(String(respuesta.status));
    const { version, hora, avisos: cuantos } = await respuesta.json();
    form.elements.version_leida.value = version;
    if (cambios === hasta) {
      cambios = 0;
      localStorage.removeItem(clave);
      decir(`Guardado ${hora} · ${cuantos === 1 ? "1 aviso" : `${cuantos} avisos`} de cuadratura`);
    } else {
      guardarAqui();
      programar(PAUSA);
    }
  }

  function sesionTerminada() {
    pausado = true;
    decir("Tu sesión terminó: lo escrito queda en este navegador. ", true);
    const enlace = document.createElement("a");
    enlace.href = `/cuentas/entrar/?next=${encodeURIComponent(location.pathname)}`;
    enlace.textContent = "Entra de nuevo y sigue donde ibas";
    estado?.append(enlace);
  }

  function mostrarAjeno({ version, texto, quien, cuando }) {
    pausado = true;
    form.elements.version_leida.value = version;
    const panel = form.querySelector("[data-ajeno]");
    panel.querySelector("[data-ajeno-quien]").textContent = cuando ? `${quien}, ${cuando}` : quien;
    panel.querySelector("[data-ajeno-texto]").textContent = texto;
    panel.hidden = false;
    guardarAqui();
    decir("Otra persona guardó esta sección: compara los dos textos y guarda el tuyo", true);
  }

  function alEnviar() {
    clearTimeout(reloj);
    form.elements.csrfmiddlewaretoken.value = ficha();
    if (cambios || pausado) guardarAqui({ enviado: true });
  }

  function guardarAqui(otros = {}) {
    try {
      localStorage.setItem(clave, JSON.stringify({ cuando: Date.now(), ...leer(), ...otros }));
    } catch {
      decir("Este navegador no deja guardar borradores: usa el botón Guardar", true);
    }
  }

  function leer() {
    const valores = [...new FormData(form)].filter(([nombre]) => nombre !== "csrfmiddlewaretoken");
    const ocultos = new Set([...form.querySelectorAll("input[type=hidden]")].map((campo) => campo.name));
    return {
      campos: valores.filter(([nombre]) => !ocultos.has(nombre)),
      base: valores.filter(([nombre]) => ocultos.has(nombre) && !nombre.endsWith("-TOTAL_FORMS")),
      filas: valores.filter(([nombre]) => nombre.endsWith("-TOTAL_FORMS")),
    };
  }

  function ofrecerLoPendiente() {
    const guardado = leerGuardado();
    if (!guardado) return;
    const ahora = leer();
    const igual = JSON.stringify(guardado.campos) === JSON.stringify(ahora.campos);
    const recibido = guardado.enviado && document.querySelector(".aviso-success");
    if (igual || recibido) return localStorage.removeItem(clave);
    const panel = form.querySelector("[data-rescate]");
    panel.querySelector("[data-rescate-cuando]").textContent = `el ${enHoraDeChile(guardado.cuando)}`;
    panel.querySelector("[data-rescate-texto]").textContent = enTexto(guardado.campos);
    panel.hidden = false;
    const mismaBase = JSON.stringify(guardado.base) === JSON.stringify(ahora.base);
    const boton = panel.querySelector("[data-rescatar]");
    // En una tabla que otra persona cambió, las filas ya no calzan: se copia a mano lo que sirva.
    boton.hidden = !esTexto && !sonFilasNuevas(guardado.base, ahora.base);
    boton.addEventListener("click", () => {
      if (esTexto && !mismaBase) mostrarLoGuardado();
      poner(guardado);
      panel.hidden = true;
      anotar();
      form.querySelector("textarea, input:not([type=hidden]), select").focus();
    });
    panel.querySelector("[data-descartar]").addEventListener("click", () => {
      localStorage.removeItem(clave);
      panel.hidden = true;
    });
  }

  function sonFilasNuevas(antes, ahora) {
    const actuales = new Map(ahora);
    return antes.every(([nombre, valor]) => !valor || actuales.get(nombre) === valor);
  }

  function mostrarLoGuardado() {
    pausado = true;
    const panel = form.querySelector("[data-ajeno]");
    panel.querySelector("[data-ajeno-quien]").textContent = "Lo último que se guardó";
    panel.querySelector("[data-ajeno-texto]").textContent = form.elements.texto.value;
    panel.hidden = false;
  }

  function poner({ campos, filas }) {
    for (const [nombre, total] of filas) {
      const seccion = form.querySelector(`[data-filas="${nombre.replace("-TOTAL_FORMS", "")}"]`);
      while (seccion && Number(form.elements[nombre].value) < Number(total)) {
        seccion.dispatchEvent(new CustomEvent("mesas:agregar", { bubbles: true }));
      }
    }
    for (const [nombre, valor] of campos) {
      const campo = form.elements[nombre];
      if (!campo) continue;
      if (campo.type === "checkbox") campo.checked = true;
      else campo.value = valor;
    }
  }

  function leerGuardado() {
    try {
      const guardado = JSON.parse(localStorage.getItem(clave));
      if (guardado && Date.now() - guardado.cuando < UN_DIA) return guardado;
      localStorage.removeItem(clave);
    } catch {
      // Sin acceso al almacén no hay nada que ofrecer.
    }
    return null;
  }

  function enHoraDeChile(momento) {
    const forma = { dateStyle: "medium", timeStyle: "short", hour12: false, timeZone: "America/Santiago" };
    return new Date(momento).toLocaleString("es-CL", forma);
  }

  function enTexto(campos) {
    return campos.map(([, valor]) => valor).filter(Boolean).join("\n\n");
  }

  function ficha() {
    const galleta = document.cookie.split("; ").find((una) => una.startsWith("csrftoken="));
    return galleta ? galleta.slice("csrftoken=".length) : form.elements.csrfmiddlewaretoken.value;
  }

  function decir(frase, atencion = false) {
    if (!estado) return;
    estado.dataset.tono = atencion ? "atencion" : "";
    estado.textContent = frase + (frase.includes("·") || atencion || !avisos ? "" : ` · ${avisos}`);
  }
}
