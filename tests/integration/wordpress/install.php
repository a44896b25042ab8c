<?php
// usage: php install.php SITE SOCKET   Makes the database and what WordPress's own installation makes, without mail.
// Ends with 75 where the database does not answer yet.
[, $site, $socket] = $argv;
mysqli_report(MYSQLI_REPORT_ERROR | MYSQLI_REPORT_STRICT);
try {
    $database = new mysqli('localhost', 'root', '', '', 0, $socket);
} catch (mysqli_sql_exception) {
    exit(75);  // not up yet
}
$database->query('CREATE DATABASE IF NOT EXISTS wordpress CHARACTER SET utf8mb4');
$database->close();

define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
function wp_new_blog_notification() {}
require $site . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
$made = wp_install('A small site', 'editor', 'editor@example.org', true, '', wp_generate_password(24));
update_option('permalink_structure', '/%postname%/');
update_option('timezone_string', 'Asia/Riyadh');
flush_rewrite_rules(false);
foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $post) {
    wp_delete_post($post->ID, true);
}
echo "installed\n";
