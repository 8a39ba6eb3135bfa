using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Host.Start;

/// <summary>The private key that signs development tokens. It is made once in each data folder, and never in Azure.</summary>
internal static class DevelopmentKey
{
    private const string SignIn = "Accounts:DevelopmentSignIn";
    private const string KeyPem = "Accounts:DevelopmentKeyPem";

    public static void AddTo(ConfigurationManager configuration)
    {
        if (!LocalConfiguration.IsLocalDevelopment(configuration))
        {
            return;
        }

        configuration[SignIn] ??= "true";
        if (configuration[KeyPem] is null && LocalConfiguration.Flag(configuration, SignIn) is true)
        {
            var folder = LocalConfiguration.DataFolder(configuration);
            try
            {
                configuration[KeyPem] = ReadOrCreate(folder);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                throw new LocalHostException(
                    $"The development key cannot be used: {refused.Message} A run of another user may have made it."
                );
            }
        }
    }

    internal static string ReadOrCreate(string folder)
    {
        var path = Path.Combine(folder, "development-key.pem");
        if (!File.Exists(path))
        {
            // Written to another file first and then moved, so that a second process never reads half a key.
            var draft = Path.Combine(folder, $"development-key.{Environment.ProcessId}");
            File.Create(draft).Dispose();
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            using var rsa = RSA.Create(2048);
            File.WriteAllText(draft, rsa.ExportPkcs8PrivateKeyPem());
            try
            {
                File.Move(draft, path);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(draft);
            }
        }

        return File.ReadAllText(path);
    }
}
