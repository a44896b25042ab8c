<?php
/**
 * Plugin Name: Languages for a test
 * Description: Shows `lang` and `translations` as Polylang documents them, or what WPML's REST add-on shows.
 *
 * Which of the two is the option sijill_test_shape: "polylang" or "wpml". A post's language is its meta `test_language`, its
 * versions, itself among them, are the meta `test_translations` (code => number).
 */

namespace Sijill\TestLanguages;

defined('ABSPATH') || exit;

const TYPES = ['post', 'page', 'statement'];
const LOCALES = ['ar' => 'ar', 'en' => 'en_US'];

function language_of(int $id): string
{
    return get_post_meta($id, 'test_language', true) ?: 'en';
}

/** @return array<string, int> only what is published */
function translations_of(int $id): array
{
    $all = get_post_meta($id, 'test_translations', true) ?: [language_of($id) => $id];
    return array_filter($all, fn (int $other): bool => get_post_status($other) === 'publish');
}

add_action('init', function (): void {
    register_post_type('statement', ['public' => true, 'show_in_rest' => true, 'rest_base' => 'statements', 'label' => 'Statements']);
    register_post_type('complaint', ['public' => true, 'show_in_rest' => true, 'label' => 'Complaints of visitors']);
});

add_action('rest_api_init', function (): void {
    if (get_option('sijill_test_shape', 'polylang') === 'polylang') {
        register_rest_field(TYPES, 'lang', ['get_callback' => fn (array $post): string => language_of($post['id'])]);
        register_rest_field(TYPES, 'translations', [
            'get_callback' => fn (array $post): object => (object) translations_of($post['id']),
        ]);
        register_rest_route('pll/v1', '/languages', ['methods' => 'GET', 'callback' => fn (): array => array_keys(LOCALES),
            'permission_callback' => '__return_true']);
        return;
    }
    register_rest_field(TYPES, 'wpml_current_locale', [
        'get_callback' => fn (array $post): string => LOCALES[language_of($post['id'])],
    ]);
    register_rest_field(TYPES, 'wpml_translations', [
        'get_callback' => function (array $post): array {
            $others = [];
            foreach (translations_of($post['id']) as $language => $id) {
                if ($id !== $post['id']) {
                    $others[] = ['locale' => LOCALES[$language], 'id' => $id, 'post_title' => get_the_title($id),
                        'href' => get_permalink($id)];
                }
            }
            return $others;
        },
    ]);
    register_rest_route('wpml/v1', '/languages', ['methods' => 'GET', 'callback' => fn (): array => array_keys(LOCALES),
        'permission_callback' => '__return_true']);
});

/** WPML's lists hold one language: the one that is asked for, or the site's own. */
foreach (TYPES as $type) {
    add_filter("rest_{$type}_query", function (array $query, \WP_REST_Request $request): array {
        if (get_option('sijill_test_shape', 'polylang') === 'polylang') {
            return $query;
        }
        $asked = $request->get_param('lang');
        $language = isset(LOCALES[$asked]) ? $asked : 'en';
        $query['meta_query'] = [['key' => 'test_language', 'value' => $language]];
        return $query;
    }, 10, 2);
}
