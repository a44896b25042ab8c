<?php
/**
 * Plugin Name: Sijill webhook
 * Description: Tells Sijill which post has changed, signed, after the answer to the editor has been sent.
 *
 * For wp-content/mu-plugins/. wp-config.php says where to and under which secret:
 *   define('SIJILL_WEBHOOK_URL', 'http://127.0.0.1:8090/hook');
 *   define('SIJILL_WEBHOOK_SECRET', '...');
 * Nothing of a post but its type and number is sent.
 */

namespace Sijill\Webhook;

defined('ABSPATH') || exit;

/** What has changed in this request: "type/id" => [type, id, action]. */
final class Changes
{
    /** @var array<string, array{string, int, string}> */
    public static array $noted = [];
}

function note(\WP_Post $post, string $action): void
{
    if (in_array($post->post_type, ['revision', 'attachment', 'nav_menu_item'], true)) {
        return;
    }
    if (!Changes::$noted) {
        add_action('shutdown', __NAMESPACE__ . '\\send_all', 100);
    }
    Changes::$noted["$post->post_type/$post->ID"] = [$post->post_type, $post->ID, $action];
}

/** Published, changed while published, or no longer published: what strangers are shown has changed. */
function note_transition(string $new, string $old, \WP_Post $post): void
{
    if ($new === 'publish') {
        note($post, $old === 'publish' ? 'update' : 'publish');
    } elseif ($old === 'publish') {
        note($post, $new === 'trash' ? 'delete' : 'unpublish');
    }
}

function note_deletion(int $id, \WP_Post $post): void
{
    if ($post->post_status === 'publish') {
        note($post, 'delete');
    }
}

/** Terms (a language, a category) and links between translations leave the post's own row as it is. */
function note_terms(int $id): void
{
    $post = get_post($id);
    if ($post && $post->post_status === 'publish') {
        note($post, 'update');
    }
}

function send_all(): void
{
    if (function_exists('fastcgi_finish_request')) {
        fastcgi_finish_request();
    }
    foreach (Changes::$noted as [$type, $id, $action]) {
        // The nonce tells two changes of a post in one second from one that is sent twice.
        $body = wp_json_encode(['type' => $type, 'id' => $id, 'action' => $action, 'nonce' => bin2hex(random_bytes(8))]);
        $time = (string) time();
        wp_remote_post(SIJILL_WEBHOOK_URL, [
            'blocking' => false,
            'timeout' => 2,
            'redirection' => 0,
            'headers' => [
                'Content-Type' => 'application/json',
                'X-Sijill-Timestamp' => $time,
                'X-Sijill-Signature' => 'sha256=' . hash_hmac('sha256', "$time.$body", SIJILL_WEBHOOK_SECRET),
            ],
            'body' => $body,
        ]);
    }
    Changes::$noted = [];
}

if (defined('SIJILL_WEBHOOK_URL') && defined('SIJILL_WEBHOOK_SECRET')) {
    add_action('transition_post_status', __NAMESPACE__ . '\\note_transition', 10, 3);
    add_action('before_delete_post', __NAMESPACE__ . '\\note_deletion', 10, 2);
    add_action('set_object_terms', __NAMESPACE__ . '\\note_terms', 10, 1);
}
