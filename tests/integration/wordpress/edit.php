<?php
// usage: php edit.php SITE <<< '[{"do": "publish", ...}, ...]'   Does what an editor does; says the numbers of the posts, one a line.
// publish: type, title, text, language, translation_of (a number); edit: id, title; draft, private, publish_again, trash, delete: id;
// password: id, word; many: count, title; shape: shape.
define('WP_ADMIN', false);
$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
require $argv[1] . '/wp-load.php';

function publish(array $what): int
{
    $language = $what['language'] ?? 'en';
    $id = wp_insert_post(['post_type' => $what['type'] ?? 'post', 'post_status' => 'publish', 'post_title' => $what['title'],
        'post_content' => $what['text'] ?? '', 'meta_input' => ['test_language' => $language]], true);
    if (is_wp_error($id)) {
        throw new RuntimeException($id->get_error_message());
    }
    if (isset($what['translation_of'])) {
        $other = $what['translation_of'];
        $both = [get_post_meta($other, 'test_language', true) => $other, $language => $id];
        foreach ($both as $one) {
            update_post_meta($one, 'test_translations', $both);
        }
    }
    return $id;
}

function edit(array $change): int
{
    $id = wp_update_post($change, true);
    if (is_wp_error($id)) {
        throw new RuntimeException($id->get_error_message());
    }
    return $id;
}

function many(array $what): int
{
    for ($number = 1; $number <= $what['count']; ++$number) {
        $id = publish(['title' => $what['title'] . ' ' . $number, 'text' => "Well number $number was repaired."]);
    }
    return $id;
}

foreach (json_decode(stream_get_contents(STDIN), true, 16, JSON_THROW_ON_ERROR) as $what) {
    $id = match ($what['do']) {
        'publish' => publish($what),
        'edit' => edit(['ID' => $what['id'], 'post_title' => $what['title']]),
        'draft', 'private' => edit(['ID' => $what['id'], 'post_status' => $what['do']]),
        'publish_again' => edit(['ID' => $what['id'], 'post_status' => 'publish']),
        'password' => edit(['ID' => $what['id'], 'post_password' => $what['word']]),
        'trash' => wp_trash_post($what['id'])->ID,
        'delete' => wp_delete_post($what['id'], true)->ID,
        'many' => many($what),
        'shape' => (int) update_option('sijill_test_shape', $what['shape']),
    };
    echo "$id\n";
}
