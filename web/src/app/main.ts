import '../ui/base.css';
import { createApp } from 'vue';
import App from './App.vue';
import { applyLanguage, locale } from './locale';
import { router } from './router';

applyLanguage(locale.value);
createApp(App).use(router).mount('#app');
