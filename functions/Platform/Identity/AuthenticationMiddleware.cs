using System.Collections.Frozen;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace AiPromptGen.Platform.Identity;

/// <summary>
/// Deny by default: every HTTP function needs a valid bearer token unless its method says <see cref="AllowAnonymousAttribute"/>,
/// and a role on top where it says <see cref="RequireRoleAttribute"/>. The functions host runs no ASP.NET Core pipeline, so nothing else would check.
/// </summary>
internal sealed partial class AuthenticationMiddleware(
    IApiTokens tokens,
    AddressLimiter limiter,
    ILogger<AuthenticationMiddleware> logger
) : IFunctionsWorkerMiddleware
{
    /// <summary>The delegated permission that the app registration exposes; Entra puts it in <c>scp</c>.</summary>
    public const string Scope = "access_as_user";

    private static readonly FrozenDictionary<string, bool> Anonymous = HttpFunctions.With(
        (AllowAnonymousAttribute _) => true
    );

    private static readonly FrozenDictionary<string, string> Roles = HttpFunctions.With(
        (RequireRoleAttribute required) => required.Role
    );

    private static readonly FrozenDictionary<string, string> Scopes = HttpFunctions.With(
        (TokenScopeAttribute token) => token.Scope
    );

    private int _isEmailToldMissing;

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http && !Anonymous.ContainsKey(context.FunctionDefinition.Name)
            ? AuthenticateAsync(http, context, next)
            : next(context);

    private async Task AuthenticateAsync(HttpContext http, FunctionContext context, FunctionExecutionDelegate next)
    {
        if (!http.Request.Headers.ContainsKey("Authorization"))
        {
            throw Problems.TokenMissing.ToException();
        }

        if (ApiTokenOf(http.Request) is { } token)
        {
            http.Items[typeof(Caller)] = await AuthenticateTokenAsync(http, context.FunctionDefinition.Name, token);
            await next(context);
            return;
        }

        var result = await http.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        var caller = result.Succeeded && HasScope(result.Principal) ? Caller.From(result.Principal) : null;
        http.Items[typeof(Caller)] = caller ?? throw Problems.TokenInvalid.ToException();
        if (
            Roles.TryGetValue(context.FunctionDefinition.Name, out var role)
            && !caller.Roles.Contains(role, StringComparer.Ordinal)
        )
        {
            throw Problems.RoleMissing.ToException();
        }

        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            limiter.AdmitReading(http.Request, caller.AccountId);
        }

        // Logged once after each start, because only a token shows whether tokens carry the claim.
        if (caller.Email is null && Interlocked.Exchange(ref _isEmailToldMissing, 1) == 0)
        {
            LogEmailMissing();
        }

        http.User = result.Principal!;
        await next(context);
    }

    private static string? ApiTokenOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } header]
        && header.StartsWith($"Bearer {IApiTokens.Prefix}", StringComparison.OrdinalIgnoreCase)
            ? header["Bearer ".Length..].Trim()
            : null;

    /// <exception cref="ProblemException">401, 403 or 429.</exception>
    private async Task<Caller> AuthenticateTokenAsync(HttpContext http, string function, string token)
    {
        // For a function without a scope an API token is not a valid access token.
        var scope = Scopes.GetValueOrDefault(function) ?? throw Problems.TokenInvalid.ToException();
        var caller = await tokens.FindAsync(token, http.RequestAborted) ?? throw Problems.TokenInvalid.ToException();
        limiter.AdmitToken(http.Request, caller.Token!.Id);
        return caller.Token.Scopes.Contains(scope, StringComparer.Ordinal)
            ? caller
            : throw Problems.ScopeMissing.ToException();
    }

    private static bool HasScope(System.Security.Claims.ClaimsPrincipal user) =>
        user.FindAll("scp")
            .Concat(user.FindAll("http://schemas.microsoft.com/identity/claims/scope"))
            .SelectMany(c => c.Value.Split(' '))
            .Contains(Scope, StringComparer.Ordinal);

    [LoggerMessage(
        7002,
        LogLevel.Warning,
        "Access tokens carry no 'email' claim: accounts have no e-mail address. docs/deploy.md says how to add the claim"
    )]
    private partial void LogEmailMissing();
}

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

/// <summary>
/// On an HTTP function: a person's API token with this scope may call it. Without the attribute no API token may, only the
/// access token of somebody who has signed in.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TokenScopeAttribute(string scope) : Attribute
{
    public string Scope { get; } = scope;
}

/// <summary>What an API token may be made for.</summary>
public static class TokenScopes
{
    /// <summary>Start generations and upload pictures: spend credits.</summary>
    public const string Generate = "generate";

    /// <summary>Read the account, its ledger, history and favourites.</summary>
    public const string Read = "read";

    public static IReadOnlyList<string> All { get; } = [Generate, Read];
}

/// <summary>Finds the caller of an API token. The slice of accounts implements it and stores the tokens.</summary>
public interface IApiTokens
{
    /// <summary>The beginning of every API token, by which it differs from an access token and secret scanners find it.</summary>
    const string Prefix = "apg_";

    /// <returns>Null when there is no such token, or it was revoked.</returns>
    Task<Caller?> FindAsync(string token, CancellationToken cancellationToken);
}
