namespace AiPromptGen.Platform.Identity;

/// <summary>On an HTTP function: only callers whose token names this app role; anybody else gets 403.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequireRoleAttribute(string role) : Attribute
{
    public string Role { get; } = role;
}

/// <summary>App roles of the registration, as the token's <c>roles</c> says them.</summary>
public static class AppRoles
{
    /// <summary>May read audit rows and grant goodwill credits.</summary>
    public const string Support = "support";
}
